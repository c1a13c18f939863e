import path from 'node:path';
import { type Cell, cellsOf } from '../cell.ts';
import { BatchAsker } from '../claude/batch.ts';
import { BatchClient } from '../claude/batch-client.ts';
import { BatchFiles } from '../claude/batch-files.ts';
import { makeClient } from '../claude/client.ts';
import { messagesAsker } from '../claude/messages.ts';
import { listPrices, priceOf } from '../claude/price.ts';
import { troubleOf } from '../claude/trouble.ts';
import type { Patience } from '../claude/wire.ts';
import { loadProject } from '../project.ts';
import { Claims } from '../recording/claims.ts';
import { collectionOf } from '../recording/collection.ts';
import type { Settings } from '../recording/request.ts';
import { sampleJob, type Taking } from '../sample/take.ts';
import type { Backoff } from '../schedule/backoff.ts';
import { Budget } from '../schedule/budget.ts';
import { Dispatcher } from '../schedule/dispatcher.ts';
import type { Outcome } from '../schedule/job.ts';
import { Limit } from '../schedule/limit.ts';
import { Session } from '../viewer/session.ts';
import type { ContractServer } from './contract/server.ts';

export type LiveRunOptions = {
  readonly variants?: readonly string[];
  readonly repeats?: number;
  readonly most?: number;
  /** Dollars. */
  readonly cap?: number;
  readonly patience?: Patience;
  readonly settings?: Partial<Settings>;
  readonly batch?: boolean;
  readonly backoff?: Partial<Backoff>;
};

/** Takes samples as `eval --mode auto` does, at a pace for tests: what the command line waits for in seconds takes milliseconds. */
export class LiveRun {
  readonly session: Session;
  readonly cells: readonly Cell[];
  readonly taking: Taking;
  readonly budget: Budget;
  readonly dispatcher: Dispatcher;
  readonly ending = new AbortController();
  readonly said: string[] = [];

  constructor(
    root: string,
    server: ContractServer,
    {
      variants,
      repeats = 1,
      most = 20,
      cap = Infinity,
      patience,
      settings,
      batch = false,
      backoff,
    }: LiveRunOptions = {},
  ) {
    const collection = collectionOf({
      model: 'claude-sonnet-5-5',
      max_tokens: 32_000,
      as: 'bare',
      ...settings,
    });
    if (collection.source !== 'api') throw new TypeError('expected a collection that takes answers');
    const project = loadProject(root);
    this.session = new Session(project, collection);
    const arms = (variants ?? ['control', 'machine-learning-engineer']).flatMap(
      (id) => project.variants.get(id) ?? [],
    );
    this.cells = cellsOf(arms, project.fixtures, repeats);
    const quick = patience ?? { firstMs: 5000, idleMs: 5000 };
    const client = makeClient(server.env, quick.firstMs);
    const trouble = (error: unknown) => troubleOf(error, []);
    const batches = new BatchAsker(
      new BatchClient(client, quick),
      new BatchFiles(path.join(root, '.live', 'batches')),
      {
        gatherMs: 5,
        pollMs: 5,
        troubleOf: trouble,
        say: (line) => void this.said.push(line),
        signal: this.ending.signal,
      },
    );
    this.taking = {
      collection,
      store: this.session.store,
      claims: new Claims(path.join(root, '.live', 'claims')),
      asker: batch ? (ask, options) => batches.ask(ask, options) : messagesAsker(client, quick),
      price: priceOf(collection.settings.model, listPrices),
      batch,
      secrets: [],
      paidFor: new Set(),
    };
    this.budget = new Budget(cap * 1e6);
    this.dispatcher = new Dispatcher({
      limit: new Limit(batch ? 1000 : 4, batch ? 1000 : most),
      budget: this.budget,
      backoff: { firstMs: 10, mostMs: 100, attempts: 8, putOffMs: 20_000, ...backoff },
      troubleOf: trouble,
    });
  }

  /** @returns an outcome per cell, in the cells' order */
  take(): Promise<Outcome<unknown>[]> {
    return Promise.all(this.cells.map((cell) => this.dispatcher.submit(sampleJob(cell, this.taking))));
  }
}
