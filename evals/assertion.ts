import type { Grading } from '../src/viewer/promptfoo.ts';
import { grade } from '../src/viewer/run.ts';
import { session } from './session.ts';

type Context = { metadata: { variant: string; fixture: string; repeat: number } };

/** Every check of the answer's fixture, as one graded assertion. */
export default function assertion(_output: string, { metadata }: Context): Promise<Grading> {
  return grade(session, metadata.variant, metadata.fixture, metadata.repeat);
}
