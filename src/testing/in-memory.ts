import type { Arm } from '../arm/arm.ts';
import type { Cell } from '../cell.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { folderTree } from '../input/tree.ts';
import { loadProject } from '../project.ts';
import type { Recording } from '../recording/recording.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { plan, recordingOf } from '../sample/plan.ts';
import { answer, TinyProject } from './tiny-project.ts';

const collection = { id: 'hand', source: 'import', about: 'x' } as const;
const provenance = {
  source: 'import',
  collected: 'x',
  date: '2026-11-23',
  model: 'x',
  usage: 'unknown',
  instructions: 'x',
} as const;

/** Arms, fixtures and answers without a file for each: writing hundreds of recordings takes a test seconds. */
export class InMemory implements Disposable {
  readonly #project = new TinyProject();
  readonly runs = replayedRuns(this.#project.root);
  readonly fixtures: readonly Fixture[];

  constructor(fixtures: number) {
    const [one] = loadProject(this.#project.root).fixtures as [Fixture];
    this.fixtures = Array.from({ length: fixtures }, (_, i) => ({
      ...one,
      id: `f/${i}`,
      message: `${one.message}${i}`,
    }));
  }

  arm(id: string): Arm {
    const variant = { id, system: id, origin: id };
    return { label: id, variant, file: null, tree: folderTree(this.#project.root) };
  }

  record(cell: Cell, worse: boolean): Recording {
    return recordingOf(plan(cell, collection), answer('control', worse ? 'eval(1)' : 'x = 1'), provenance);
  }

  [Symbol.dispose](): void {
    this.#project[Symbol.dispose]();
  }
}
