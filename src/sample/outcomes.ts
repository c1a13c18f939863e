import path from 'node:path';
import { OutcomeStore } from '../sandbox/outcome-store.ts';
import { Runs } from '../sandbox/runs.ts';

/** The outcomes of running answers that a project keeps. */
export function outcomeStore(root: string): OutcomeStore {
  return new OutcomeStore(path.join(root, 'evals', 'outcomes'));
}

/** Looks outcomes up and runs nothing. */
export function replayedRuns(root: string): Runs {
  return new Runs(outcomeStore(root), null);
}
