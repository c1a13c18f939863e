import type { Effect } from './recorded.ts';
import type { Recording } from './recording.ts';
import type { Planned, Store } from './store.ts';

/** Samples as a kind of effect. */
export function samplesIn(store: Store): Effect<Planned, Recording> {
  return {
    lookup(planned) {
      const found = store.lookup(planned);
      return found.status === 'found'
        ? { status: 'found', file: found.file, outcome: found.recording }
        : found;
    },
    keep: (_, recording) => store.write(recording),
  };
}
