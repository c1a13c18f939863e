import type { Cell } from '../cell.ts';
import { gradeFor } from '../fixture/grading.ts';
import type { Runs } from '../sandbox/runs.ts';
import type { Reader } from '../checks/effects.ts';
import type { Graded } from '../checks/grade.ts';
import type { Collection } from '../recording/collection.ts';
import { keyOf } from '../recording/request.ts';
import type { Lookup, Planned, Store } from '../recording/store.ts';
import { plan } from './plan.ts';

/** A planned cell, and what the store holds for it. */
export type Sample = { readonly planned: Planned; readonly key: string; readonly found: Lookup };

/** Looks a cell up. Nothing is sent anywhere. */
export function replay(cell: Cell, collection: Collection, store: Store): Sample {
  const planned = plan(cell, collection);
  return { planned, key: keyOf(collection.id, cell.repeat, planned.request), found: store.lookup(planned) };
}

/** @param reader answers questions about the answer; nobody does by default */
export function gradeCell({ fixture }: Cell, text: string, runs: Runs, reader?: Reader): Promise<Graded[]> {
  return gradeFor(fixture, text, runs, reader);
}
