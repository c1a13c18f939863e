/** What a command ends in, for scripts and CI. The gate uses all of them, the other commands a part. */
export const exit = {
  pass: 0,
  regress: 1,
  usage: 2,
  inconclusive: 3,
  needsAnswers: 4,
  interrupted: 130,
} as const;
export type Exit = (typeof exit)[keyof typeof exit];
