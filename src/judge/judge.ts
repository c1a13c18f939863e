import type { Judged, Reader } from '../checks/effects.ts';
import type { Asker } from '../claude/asker.ts';
import { costOf, type Price, worstCase } from '../claude/price.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { digest } from '../input/digest.ts';
import type { Claims } from '../recording/claims.ts';
import { recorded } from '../recording/recorded.ts';
import { provenanceOf } from '../sample/take.ts';
import type { Dispatcher } from '../schedule/dispatcher.ts';
import type { Outcome } from '../schedule/job.ts';
import { about, judgeKey, type JudgeRequest } from './request.ts';
import { caseMessage, rubric, rulingFormat } from './rubric.ts';
import type { Rulings, Said } from './rulings.ts';

/** A model that rules on answers. */
export type Judge = {
  readonly model: string;
  readonly rulings: Rulings;
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

/** Who decides what answers say; null where phrases do. */
export function deciderOf(judge: Judge | null): string | null {
  return judge?.counts ? judge.model : null;
}

/** Rulings are short; thinking is what takes room. */
const max_tokens = 16_000;

type Asked = Pick<Fixture, 'id' | 'message' | 'checks'>;

/** What a judge is asked about each answer to a fixture. Only one whose word counts decides what phrases would. */
export function questionsOf({ checks }: Pick<Fixture, 'checks'>, counts: boolean): string[] {
  return checks.flatMap(({ questions, isRead, asks }) => [...questions, ...(counts && isRead ? [asks] : [])]);
}

/**
 * A judge before one answer. A ruling is looked up; where that is permitted, all that are missing are asked for at
 * once, since reading the answer is what costs.
 */
export function readerOf(by: Judge, fixture: Asked, answer: string): Reader {
  const { rulings, counts, live } = by;
  const advisory = !counts;
  let asked: Promise<Outcome<Said>> | undefined;
  const of = about(by.model, fixture.message, answer);
  const look = (question: string) => rulings.lookup(fixture.id, { ...of, question });
  const ruled = (question: string): Judged | null => {
    const kept = look(question);
    if (kept.status === 'found') return { ...kept.outcome, advisory };
    return kept.status === 'corrupt' ? { unscored: `${kept.file}: ${kept.why}`, advisory } : null;
  };
  return {
    reads: counts,
    async judge(question) {
      const known = ruled(question);
      if (known) return known;
      if ('unasked' in live) return { unscored: live.unasked, advisory };
      const questions = unruled(by, fixture, answer);
      asked ??= ask(by.model, fixture, answer, questions, rulings, live);
      const outcome = await asked;
      if (outcome.status !== 'done') return { unscored: outcome.cause, advisory };
      return ruled(question) ?? { unscored: 'the judge was asked something else', advisory };
    },
  };
}

type Known = Pick<Judge, 'model' | 'rulings' | 'counts'>;

/** The questions about an answer for which a ruling would have to be asked. */
export function unruled(by: Known, fixture: Asked, answer: string): string[] {
  return lookedUp(by, fixture, answer).flatMap(({ question, kept }) =>
    kept.status === 'missing' ? [question] : [],
  );
}

/** The files about an answer that can't be used, each with what is wrong with it. */
export function corruptAbout(by: Known, fixture: Asked, answer: string): string[] {
  const faults = lookedUp(by, fixture, answer).flatMap(({ kept }) =>
    kept.status === 'corrupt' ? [`${kept.file}: ${kept.why}`] : [],
  );
  return [...new Set(faults)];
}

function lookedUp({ model, rulings, counts }: Known, fixture: Asked, answer: string) {
  const of = about(model, fixture.message, answer);
  return [...new Set(questionsOf(fixture, counts))].map((question) => ({
    question,
    kept: rulings.lookup(fixture.id, { ...of, question }),
  }));
}

function ask(
  model: string,
  fixture: Asked,
  answer: string,
  questions: readonly string[],
  rulings: Rulings,
  { asker, dispatcher, claims, priceOf, capped }: Live,
): Promise<Outcome<Said>> {
  const price = priceOf(model);
  if (capped && !price) {
    return Promise.resolve({ status: 'left', cause: `--max-cost can’t be kept: no price for ${model}` });
  }
  const request: JudgeRequest = { ...about(model, fixture.message, answer), questions: [...questions] };
  const message = caseMessage({ questions, task: fixture.message, answer });
  const key = judgeKey(request);
  const settings = { model, max_tokens, as: 'bare' } as const;
  const sent = { system: digest(rubric), message: digest(message) };
  const bytes = Buffer.byteLength(rubric + message + JSON.stringify(rulingFormat));
  return dispatcher.submit({
    id: key,
    lane: null,
    worst: price ? worstCase(bytes, max_tokens, price) : 0,
    claim: () => claims.take(key),
    perform: async (options) => {
      let micros: number | null = 0;
      const kept = await recorded(rulings.asked(fixture.id), request, async () => {
        const reply = await asker(
          { id: key, system: rubric, message, settings, request: sent, format: rulingFormat },
          options,
        );
        micros = reply.usage && price ? costOf(reply.usage, price) : null;
        return { request, text: reply.text, provenance: provenanceOf(reply, micros) };
      });
      if (kept.status !== 'found') throw new TypeError(`a ruling that was just kept is ${kept.status}`);
      return { result: kept.outcome, micros };
    },
  });
}
