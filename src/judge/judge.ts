import type { Judged } from '../checks/effects.ts';
import type { Asker } from '../claude/asker.ts';
import { costOf, type Price, worstCase } from '../claude/price.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { digest } from '../input/digest.ts';
import type { Claims } from '../recording/claims.ts';
import { type Effect, recorded } from '../recording/recorded.ts';
import { provenanceOf } from '../sample/take.ts';
import type { Dispatcher } from '../schedule/dispatcher.ts';
import type { Outcome } from '../schedule/job.ts';
import { judgeKey, type JudgeRequest } from './request.ts';
import { caseMessage, rubric, rubricDigest, rulingFormat, rulingOf } from './rubric.ts';
import type { Said } from './rulings.ts';

/** A model that rules on answers. */
export type Judge = {
  readonly model: string;
  readonly rulings: Effect<JudgeRequest, Said>;
  /** Whether its word counts; see `calibration.ts`. */
  readonly counts: boolean;
  /** What asking needs; or why nobody is asked. */
  readonly live: Live | { readonly unasked: string };
};

export type Live = {
  readonly asker: Asker;
  readonly dispatcher: Dispatcher;
  readonly claims: Claims;
  readonly priceOf: (model: string) => Price | undefined;
  /** Under a cap a model without a price can't be asked. */
  readonly capped: boolean;
};

/** Rulings are short; thinking is what takes room. */
const max_tokens = 8000;

/** Asks one question about one answer: looked up, else put to the model where that is permitted, and kept. */
export async function judge(
  { model, rulings, counts, live }: Judge,
  { message: task }: Pick<Fixture, 'message'>,
  answer: string,
  question: string,
): Promise<Judged> {
  const advisory = !counts;
  const request = requestOf(model, task, answer, question);
  const kept = rulings.lookup(request);
  if (kept.status === 'corrupt') return { unscored: `${kept.file}: ${kept.why}`, advisory };
  if (kept.status === 'found') return { ...ruled(kept.outcome), advisory };
  if ('unasked' in live) return { unscored: live.unasked, advisory };
  const outcome = await ask(request, caseMessage({ question, task, answer }), rulings, live);
  return { ...(outcome.status === 'done' ? ruled(outcome.result) : { unscored: outcome.cause }), advisory };
}

function requestOf(model: string, task: string, answer: string, question: string): JudgeRequest {
  return { model, rubric: rubricDigest, question, task: digest(task), answer: digest(answer) };
}

/** Whether a ruling would have to be asked for. */
export function isUnruled(
  { model, rulings }: Pick<Judge, 'model' | 'rulings'>,
  { message }: Pick<Fixture, 'message'>,
  answer: string,
  question: string,
): boolean {
  return rulings.lookup(requestOf(model, message, answer, question)).status === 'missing';
}

function ruled({ text, provenance }: Said) {
  return rulingOf(text, provenance.stop_reason);
}

function ask(
  request: JudgeRequest,
  message: string,
  rulings: Effect<JudgeRequest, Said>,
  { asker, dispatcher, claims, priceOf, capped }: Live,
): Promise<Outcome<Said>> {
  const price = priceOf(request.model);
  if (capped && !price) {
    const cause = `--max-cost can’t be kept: no price for ${request.model}`;
    return Promise.resolve({ status: 'left', cause });
  }
  const key = judgeKey(request);
  const settings = { model: request.model, max_tokens, as: 'bare' } as const;
  const texts = { system: rubric, message };
  const sent = { system: digest(rubric), message: digest(message) };
  const bytes = Buffer.byteLength(rubric + message + JSON.stringify(rulingFormat));
  return dispatcher.submit({
    id: key,
    lane: null,
    worst: price ? worstCase(bytes, max_tokens, price) : 0,
    claim: () => claims.take(key),
    perform: async (options) => {
      let micros: number | null = 0;
      const kept = await recorded(rulings, request, async () => {
        const reply = await asker(
          { id: key, ...texts, settings, request: sent, format: rulingFormat },
          options,
        );
        micros = reply.usage && price ? costOf(reply.usage, price) : null;
        return { text: reply.text, provenance: provenanceOf(reply, micros) };
      });
      if (kept.status !== 'found') throw new TypeError(`a ruling that was just kept is ${kept.status}`);
      return { result: kept.outcome, micros };
    },
  });
}
