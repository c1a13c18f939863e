import { chance } from './random.ts';

/** HTTP errors on demand, with the type that the API gives each. */
export const errorTypes = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'api_error',
  529: 'overloaded_error',
} as const;
export type ErrorStatus = keyof typeof errorTypes;

/** What can go wrong with one call. */
export const callFaults = [
  'slow first byte',
  'stalled stream',
  'cut mid-event',
  'malformed JSON',
  'wrong content type',
  'reset',
  'error event',
] as const;
export type CallFault = (typeof callFaults)[number] | ErrorStatus;

/** What can go wrong with one request of a batch. */
export const batchFaults = ['errored', 'expired', 'duplicate', 'missing'] as const;
export type BatchFault = (typeof batchFaults)[number];

/** Which fault a request meets. */
export type Faults<F> = (request: { readonly body: string; readonly seen: number }) => F | null;

/**
 * A share of all requests fails, each in one of some ways.
 * @param share 0 … 1; whether a request fails depends on its body, how often it was seen before, and the seed alone
 */
export function mixed<F>(kinds: readonly F[], share: number, seed: number): Faults<F> {
  return ({ body, seen }) =>
    chance(seed, 'whether', body, seen) < share
      ? (kinds[Math.floor(chance(seed, 'which', body, seen) * kinds.length)] ?? null)
      : null;
}

/** The first so many requests fail in one way, the rest doesn't. */
export function first<F>(kind: F, times: number): Faults<F> {
  let left = times;
  return () => (left-- > 0 ? kind : null);
}
