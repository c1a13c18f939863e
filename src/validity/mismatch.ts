import type { Verdict } from '../checks/verdict.ts';

/** A check that came out otherwise than its label. */
export type Mismatch = {
  /** The labelled answer, or the place of a wording. */
  readonly file: string;
  readonly check: string;
  readonly expected: Verdict;
  readonly found: Verdict;
  readonly reason: string;
};
