import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { baseline } from '../agent/variant.ts';
import { loadProject } from '../project.ts';
import { keyOf } from '../recording/request.ts';
import { plan } from '../sample/plan.ts';
import { Session } from '../viewer/session.ts';
import { distinctAnswers } from './answers.ts';

/** What one process took. */
export type Cost = { readonly seconds: number; readonly kibibytes: number };

/** What a row costs beyond the fixed cost of a process: milliseconds and KiB. */
export type PerRow = { readonly milliseconds: number; readonly kibibytes: number };

export type BenchReport = {
  readonly rows: number;
  readonly checks: number;
  readonly ours: PerRow;
  readonly bare: PerRow;
};

/**
 * Replays and grades `rows` distinct answers to one fixture, and runs the same texts through promptfoo alone; each
 * also with a single answer, whose cost is subtracted.
 */
export function bench(root: string, fixtureId: string, rows: number): BenchReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    for (const name of ['agents', 'fixtures', 'promptfooconfig.yaml']) {
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    const checks = record(folder, fixtureId, rows);
    const entry = path.join(root, 'src/cli/main.ts');
    const run = (count: number) => {
      const selection = [
        '--variants',
        baseline,
        '--fixtures',
        fixtureId,
        '--collection',
        'bench',
        '--repeat',
        String(count),
      ];
      return measure(folder, [entry, 'eval', ...selection]);
    };
    const bare = (count: number) => {
      const answers = path.join(folder, `answers-${count}.json`);
      writeFileSync(answers, JSON.stringify(answersOf(folder, fixtureId, rows).slice(0, count)));
      return measure(folder, [path.join(root, 'src/bench/bare.ts'), path.join(folder, 'bare'), answers]);
    };
    return { rows, checks, ours: perRow(run, rows), bare: perRow(bare, rows) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answersOf(root: string, fixtureId: string, rows: number): string[] {
  const fixture = loadProject(root, [fixtureId]).fixtures[0];
  return fixture ? distinctAnswers(fixture, rows) : [];
}

/** Keeps the answers as recordings of a collection of their own. */
function record(root: string, fixtureId: string, rows: number): number {
  cpSync(
    path.join(import.meta.dirname, 'collection.yaml'),
    path.join(root, 'evals/recordings/bench/collection.yaml'),
  );
  const session = new Session(loadProject(root, [fixtureId]), 'bench');
  for (const [i, text] of answersOf(root, fixtureId, rows).entries()) {
    const cell = session.cell(baseline, fixtureId, i + 1);
    if (!cell) throw new TypeError(`no fixture ${fixtureId}`);
    const planned = plan(cell, session.collection);
    const provenance = {
      source: 'import',
      collected: 'made for the bench',
      date: '2026-01-01',
      model: 'none',
      usage: 'unknown',
      instructions: 'none',
    } as const;
    session.store.write({ ...planned, key: keyOf('bench', i + 1, planned.request), provenance, text });
  }
  return session.project.fixtures[0]?.checks.length ?? 0;
}

function perRow(run: (count: number) => Cost, rows: number): PerRow {
  const one = run(1);
  const all = run(rows);
  return {
    milliseconds: ((all.seconds - one.seconds) * 1000) / (rows - 1),
    kibibytes: (all.kibibytes - one.kibibytes) / (rows - 1),
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
