import { betaQuantile } from './beta.ts';

/** Clopper and Pearson's (1934) one-sided upper bound of a rate: never too low, however rare the event. */
export function upperBound(events: number, trials: number, confidence: number): number {
  return events >= trials ? 1 : betaQuantile(confidence, events + 1, trials - events);
}

export function lowerBound(events: number, trials: number, confidence: number): number {
  return events <= 0 ? 0 : betaQuantile(1 - confidence, events, trials - events + 1);
}
