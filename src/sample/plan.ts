import type { Cell } from '../cell.ts';
import { digest } from '../input/digest.ts';
import type { Collection } from '../recording/collection.ts';
import type { Recording } from '../recording/recording.ts';
import { keyOf } from '../recording/request.ts';
import type { Planned } from '../recording/store.ts';

/** What would be sent for a cell, as the store knows it. */
export function plan({ variant, fixture, repeat }: Cell, collection: Collection): Planned {
  return {
    collection: collection.id,
    variant: variant.id,
    fixture: fixture.id,
    repeat,
    request: {
      system: variant.system === null ? null : digest(variant.system),
      message: digest(fixture.message),
      parts: Object.fromEntries([
        [fixture.task.file, digest(fixture.task.body)],
        ...fixture.material.map(
          ({ name, text }) => [`fixtures/${fixture.id}/${name}`, digest(text)] as const,
        ),
      ]),
      ...(collection.source === 'api' && { settings: collection.settings }),
    },
  };
}

/** A planned sample with the answer that was taken for it. */
export function recordingOf(planned: Planned, text: string, provenance: Recording['provenance']): Recording {
  const key = keyOf(planned.collection, planned.repeat, planned.request);
  return { ...planned, key, provenance, text };
}
