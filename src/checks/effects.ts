/** What the probe of a fixture found out about one thing. */
export type ProbeVerdict = { readonly pass: boolean; readonly evidence: string };

/** What came of running an answer: a verdict for each thing that the probe asks, or why there is none. */
export type Ran = { readonly verdicts: ReadonlyMap<string, ProbeVerdict> } | { readonly unscored: string };

/**
 * What a grader may ask for that is slow, paid or needs an environment, bound to one answer.
 * Each is looked up before it is performed, and at most once per answer however many checks ask.
 */
export type Effects = {
  readonly run: () => Promise<Ran>;
};

/** For whoever grades without recordings: every grader that needs an effect is then unscored. */
export const noEffects: Effects = {
  run: () => Promise.resolve({ unscored: 'nothing here runs answers' }),
};
