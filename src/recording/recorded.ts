/** What is kept for a request. Only `found` may be used. */
export type Kept<Outcome> =
  | { readonly status: 'found'; readonly file: string; readonly outcome: Outcome }
  | { readonly status: 'missing' }
  | { readonly status: 'stale'; readonly file: string; readonly changed: readonly string[] }
  | { readonly status: 'corrupt'; readonly file: string; readonly why: string };

/** One kind of effect: how an outcome is looked up, and how it is kept. */
export type Effect<Request, Outcome> = {
  lookup(request: Request): Kept<Outcome>;
  /** Keeps an outcome for good, on disk before this returns. @returns the file, as shown to a reader */
  keep(request: Request, outcome: Outcome): string;
};

/**
 * The one boundary at which anything slow, paid or in need of an environment happens: it is looked up, else performed
 * where that is allowed, and kept before anybody sees it.
 *
 * A corrupt file is reported and never performed over: it may hold something that was paid for.
 * @param perform null where nothing may be performed; what it throws is not kept
 */
export async function recorded<Request, Outcome>(
  effect: Effect<Request, Outcome>,
  request: Request,
  perform: ((request: Request) => Promise<Outcome>) | null,
): Promise<Kept<Outcome>> {
  const kept = effect.lookup(request);
  if (kept.status === 'found' || kept.status === 'corrupt' || perform === null) return kept;
  const outcome = await perform(request);
  return { status: 'found', file: effect.keep(request, outcome), outcome };
}
