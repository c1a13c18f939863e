import { counts, loadCalibration } from '../judge/calibration.ts';
import { judgeFor } from '../judge/choice.ts';
import type { Judge } from '../judge/judge.ts';
import { rubricDigest } from '../judge/rubric.ts';
import { rulingsIn } from '../judge/rulings.ts';
import type { Session } from '../viewer/session.ts';
import type { Values } from './command.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} where a model would judge itself */
export function judgeOf(session: Session, values: Values, live: Judge['live']): Judge {
  const { collection, project } = session;
  const subject = collection.source === 'api' ? collection.settings.model : null;
  const model = typeof values['judge'] === 'string' ? values['judge'] : judgeFor(subject);
  if (model === subject) throw new UsageError(`--judge ${model}: a model doesn’t judge itself`);
  const judge = { model, rubric: rubricDigest };
  return {
    model,
    rulings: rulingsIn(project.root),
    counts: counts(loadCalibration(project.root), judge),
    live,
  };
}

/** Nobody is asked; what was ruled before is used. */
export const nobodyAsked = { unasked: 'no ruling is recorded, and only --mode auto asks for one' } as const;
