import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { baseline } from '../agent/variant.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { loadProject } from '../project.ts';
import { plan, recordingOf } from '../sample/plan.ts';
import { Session } from '../viewer/session.ts';
import { distinctAnswers } from './answers.ts';

/** What one process took. */
export type Cost = { readonly seconds: number; readonly kibibytes: number };

/** What a row costs beyond the fixed cost of a process: milliseconds and KiB. */
export type PerRow = { readonly milliseconds: number; readonly kibibytes: number };

export type BenchReport = {
  readonly rows: number;
  readonly fixtures: number;
  /** Of all these fixtures together. */
  readonly checks: number;
  /** The mean length of an answer, in characters. */
  readonly length: number;
  readonly ours: PerRow;
  readonly bare: PerRow;
};

/**
 * Replays and grades distinct answers, and runs the same texts through promptfoo alone; each also with a single answer
 * to each fixture, whose cost is subtracted.
 * @param fixtureId the one fixture to answer; null spreads the answers over all
 * @param rows how many answers at least: every fixture gets the same number of them, two or more
 */
export function bench(root: string, fixtureId: string | null, rows: number): BenchReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    for (const name of ['agents', 'fixtures', 'evals/outcomes', 'promptfooconfig.yaml']) {
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    const { fixtures } = loadProject(folder, fixtureId === null ? undefined : [fixtureId]);
    const repeats = Math.max(2, Math.ceil(rows / fixtures.length));
    const recordings = path.join(root, 'evals/recordings');
    const answers = fixtures.map((fixture) => distinctAnswers(recordings, fixture, repeats));
    record(folder, fixtures, answers);
    const entry = path.join(root, 'src/cli/main.ts');
    const ours = (count: number) => {
      const only = fixtureId === null ? [] : ['--fixtures', fixtureId];
      const selection = ['--variants', baseline, ...only, '--collection', 'bench', '--repeat', String(count)];
      return measure(folder, [entry, 'eval', ...selection]);
    };
    const bare = (count: number) => {
      const outputs = path.join(folder, `answers-${count}.json`);
      writeFileSync(outputs, JSON.stringify(answers.flatMap((each) => each.slice(0, count))));
      return measure(folder, [path.join(root, 'src/bench/bare.ts'), path.join(folder, 'bare'), outputs]);
    };
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const total = repeats * fixtures.length;
    return {
      rows: total,
      fixtures: fixtures.length,
      checks: sum(fixtures.map(({ checks }) => checks.length)),
      length: Math.round(sum(answers.flat().map((text) => text.length)) / total),
      ours: perRow(ours, repeats, fixtures.length),
      bare: perRow(bare, repeats, fixtures.length),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps each fixture's answers as recordings of a collection of their own. */
function record(root: string, fixtures: readonly Fixture[], answers: readonly (readonly string[])[]): void {
  cpSync(
    path.join(import.meta.dirname, 'collection.yaml'),
    path.join(root, 'evals/recordings/bench/collection.yaml'),
  );
  const ids = fixtures.map(({ id }) => id);
  const session = new Session(loadProject(root, ids), 'bench');
  for (const [k, id] of ids.entries()) {
    for (const [i, text] of (answers[k] ?? []).entries()) {
      const cell = session.cell(baseline, id, i + 1);
      if (!cell) throw new TypeError(`no fixture ${id}`);
      session.store.write(recordingOf(plan(cell, session.collection), text, provenance));
    }
  }
}

const provenance = {
  source: 'import',
  collected: 'made for the bench',
  date: '2026-01-01',
  model: 'none',
  usage: 'unknown',
  instructions: 'none',
} as const;

function perRow(run: (count: number) => Cost, repeats: number, fixtures: number): PerRow {
  const one = run(1);
  const all = run(repeats);
  const more = (repeats - 1) * fixtures;
  return {
    milliseconds: ((all.seconds - one.seconds) * 1000) / more,
    kibibytes: (all.kibibytes - one.kibibytes) / more,
  };
}

function measure(cwd: string, argv: readonly string[]): Cost {
  const usage = path.join(cwd, 'usage');
  const preload = path.join(import.meta.dirname, 'usage.ts');
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...argv], {
    cwd,
    env: { ...process.env, BENCH_USAGE: usage },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new TypeError(`${argv[0] ?? ''} ended in ${status}: ${stderr.slice(-500)}`);
  return { seconds: (performance.now() - started) / 1000, kibibytes: Number(readFileSync(usage, 'utf8')) };
}
