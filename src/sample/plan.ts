import type { Cell } from '../cell.ts';
import { systemText } from '../claude/notes.ts';
import { digest } from '../input/digest.ts';
import type { Collection } from '../recording/collection.ts';
import type { Recording } from '../recording/recording.ts';
import { keyOf } from '../recording/request.ts';
import type { Planned } from '../recording/store.ts';

/** The texts that are sent for a cell, byte for byte. */
export function textsOf({ variant, fixture }: Cell, collection: Collection) {
  const as = collection.source === 'api' ? collection.settings.as : 'bare';
  return { system: systemText(variant.system, as), message: fixture.message };
}

/** What would be sent for a cell, as the store knows it. */
export function plan(cell: Cell, collection: Collection): Planned {
  const { variant, fixture, repeat } = cell;
  const { system, message } = textsOf(cell, collection);
  return {
    collection: collection.id,
    variant: variant.id,
    fixture: fixture.id,
    repeat,
    request: {
      system: system === null ? null : digest(system),
      message: digest(message),
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
