import { z } from 'zod';

/**
 * How a check came out. `unscored` is trouble of the harness or its surroundings: it counts neither for nor against
 * an answer, and is never turned into one of the others.
 */
export const Verdict = z.enum(['pass', 'fail', 'unscored']);
export type Verdict = z.infer<typeof Verdict>;

/** What a verdict rests on. */
export const Evidence = z.strictObject({
  /** The file of the answer; null where it is the reply's prose. */
  file: z.string().nullable(),
  /** The line of the answer, counted from 1; null where there is none to point at. */
  line: z.number().int().positive().nullable(),
  text: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What a grader found in one answer. */
export type Outcome = {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** The answer holds nothing of the kind that the grader looks at; absence then proves nothing. */
  readonly vacant?: true;
  /** It rests on a judge that isn't calibrated: to be shown, not to be scored. */
  readonly advisory?: true;
};

export function pass(reason: string, found: readonly Evidence[] = []): Outcome {
  return { verdict: 'pass', reason, evidence: found };
}

export function fail(reason: string, found: readonly Evidence[] = []): Outcome {
  return { verdict: 'fail', reason, evidence: found };
}

export function vacant(reason: string): Outcome {
  return { verdict: 'fail', reason, evidence: [], vacant: true };
}

export function unscored(reason: string): Outcome {
  return { verdict: 'unscored', reason, evidence: [] };
}

/** A piece of evidence in one line, with the place of the answer where a reader finds it; what a run showed has none. */
export function describe({ file, line, text }: Evidence): string {
  if (line === null) return file === null ? text : `${file}: ${text}`;
  return `${file ?? 'prose'}, line ${line}: ${text}`;
}

const longest = 240;

/** Evidence short enough for a table; cut between characters, never inside a surrogate pair. */
export function evidence(file: string | null, line: number | null, text: string): Evidence {
  const whole = text.trim().toWellFormed();
  const cut = whole.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
  return { file, line, text: whole.length > longest ? `${cut}…` : whole };
}
