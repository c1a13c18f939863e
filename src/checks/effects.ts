/** What the probe of a fixture found out about one thing. */
export type ProbeVerdict = { readonly pass: boolean; readonly evidence: string };

/** What came of running an answer: a verdict for each thing that the probe asks, or why there is none. */
export type Ran = { readonly verdicts: ReadonlyMap<string, ProbeVerdict> } | { readonly unscored: string };

/** What a judge said to one question about an answer, or why it said nothing that counts. */
export type Judged = (
  | { readonly verdict: 'yes' | 'no'; readonly evidence: readonly string[]; readonly reason: string }
  | { readonly unscored: string }
) & {
  /** The judge isn't calibrated: what it says is shown and doesn't score. */
  readonly advisory: boolean;
};

/**
 * What a grader may ask for that is slow, paid or needs an environment, bound to one answer.
 * Each is looked up before it is performed, and at most once per answer however many checks ask.
 */
export type Effects = {
  readonly run: () => Promise<Ran>;
  readonly judge: (question: string) => Promise<Judged>;
  /** Whether the judge also decides what an answer says, where phrases would otherwise. */
  readonly reads: boolean;
};

/** The effects of somebody who reads. */
export type Reader = Pick<Effects, 'judge' | 'reads'>;

/** For whoever grades without recordings: every grader that needs an effect is then unscored. */
export const noEffects: Effects = {
  run: () => Promise.resolve({ unscored: 'nothing here runs answers' }),
  judge: () => Promise.resolve({ unscored: 'nothing here asks a judge', advisory: true }),
  reads: false,
};
