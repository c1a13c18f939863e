import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { calibrationFile } from '../judge/calibration.ts';
import { rubricDigest } from '../judge/rubric.ts';
import { Results } from '../score/results.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

const rate = { n: 80, right: 80, rate: 1, low: 0.95, high: 1 };

/** A project whose answers were ruled on by hand, by somebody who is calibrated. */
function project(): TinyProject {
  const made = new TinyProject();
  made.write('evals/recordings/hand/collection.yaml', 'source: import\nabout: by hand\njudge: by-hand\n');
  const about = {
    schema: 1,
    date: '2026-11-26',
    model: 'by-hand',
    rubric: rubricDigest,
    fixtures: ['f/one'],
  };
  const rates = { sensitivity: rate, specificity: rate, unscored: 0 };
  made.write(calibrationFile('by-hand'), JSON.stringify({ ...about, ...rates }));
  made.record('control', 1, answer('Somebody steers this.'));
  made.record('machine-learning-engineer', 1, answer('Nobody does, which is control of a kind.'));
  return made;
}

const options = ['--repeat', '1', '--variants', 'control,machine-learning-engineer'] as const;
const saying = (verdict: 'yes' | 'no', evidence: string[]) =>
  JSON.stringify({ rulings: [{ question: 1, evidence, reason: 'it is so', verdict }] });

/** Rules on every case of an export, by what its answer holds. */
function rule(made: TinyProject, folder: string, ruling: (message: string) => string): void {
  const at = path.join(made.root, folder);
  for (const name of readdirSync(at).filter((each) => each.startsWith('case-'))) {
    const message = readFileSync(path.join(at, name, 'user.md'), 'utf8');
    writeFileSync(path.join(at, name, 'ruling.json'), ruling(message));
  }
}

const steers = (message: string) =>
  message.includes('steers') ? saying('yes', ['Somebody steers']) : saying('no', []);

async function verdicts(made: TinyProject, ...argv: string[]) {
  const { code } = await made.run('eval', ...options, ...argv, '--json', 'rows.json');
  const { rows } = Results.parse(JSON.parse(readFileSync(path.join(made.root, 'rows.json'), 'utf8')));
  return { code, verdicts: rows.map(({ checks }) => checks[0]?.verdict), reason: rows[0]?.checks[0]?.reason };
}

describe('rulings', () => {
  it('go out and come back, and decide instead of phrases from then on', async () => {
    using made = project();
    const before = await verdicts(made);
    expect(before).toMatchObject({ code: 4, verdicts: ['unscored', 'unscored'] });
    expect(before.reason).toContain('`npm run rulings -- export`');
    expect(await verdicts(made, '--judge', 'none')).toMatchObject({ code: 0, verdicts: ['fail', 'pass'] });

    const open = await made.run('rulings', 'status', ...options);
    expect([open.code, open.out]).toEqual([
      4,
      expect.stringContaining('judge by-hand: 2 answers, 2 of them with 2 open questions'),
    ]);
    expect((await made.run('rulings', 'export', 'out', ...options)).out).toContain('2 cases are in out');
    rule(made, 'out', steers);
    expect((await made.run('rulings', 'import', 'out')).out).toBe('rulings on 2 answers imported\n');
    expect(await verdicts(made)).toMatchObject({ code: 0, verdicts: ['pass', 'fail'] });
    expect((await made.run('rulings', 'status', ...options)).code).toBe(0);
    expect((await made.run('rulings', 'export', 'more', ...options)).out).toBe('nothing is missing\n');
  });

  it('are taken once: a second one to the same question stays out', async () => {
    using made = project();
    await made.run('rulings', 'export', 'out', ...options);
    rule(made, 'out', steers);
    await made.run('rulings', 'import', 'out');
    rule(made, 'out', () => saying('no', []));
    expect((await made.run('rulings', 'import', 'out')).out).toBe(
      'rulings on 0 answers imported, 2 left out: their questions have some\n',
    );
    expect((await verdicts(made)).verdicts).toEqual(['pass', 'fail']);
  });

  it.each([
    ['quotes what isn’t there', saying('yes', ['made up']), 'quotes what the answer doesn’t hold: made up'],
    ['is no JSON', 'Yes, I think.', 'can’t be read'],
    ['leaves questions out', '{"rulings": []}', 'doesn’t answer the 1 questions'],
  ])('that %s is refused and stays open', async (_, text, why) => {
    using made = project();
    await made.run('rulings', 'export', 'out', ...options);
    rule(made, 'out', () => text);
    const { code, out } = await made.run('rulings', 'import', 'out');
    expect([code, out]).toEqual([4, expect.stringContaining(why)]);
    expect((await made.run('rulings', 'status', ...options)).out).toContain('2 of them');
  });

  it('are not taken for a text that was changed on the way', async () => {
    using made = project();
    await made.run('rulings', 'export', 'out', ...options);
    const file = path.join(made.root, 'out/case-001/user.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/steers|which/, 'what'));
    rule(made, 'out', steers);
    const { code, err } = await made.run('rulings', 'import', 'out');
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/manifest\.json:\d+:\d+: case-001 isn’t what by-hand would be asked/),
    ]);
  });

  it('are pruned when nobody asks for them any more', async () => {
    using made = project();
    await made.run('rulings', 'export', 'out', ...options);
    rule(made, 'out', steers);
    await made.run('rulings', 'import', 'out');
    const prune = async () => (await made.run('record', 'prune')).out;
    expect(await prune()).toContain('nothing to prune');
    rmSync(path.join(made.root, 'evals/recordings/hand/control'), { recursive: true });
    expect((await prune()).match(/would remove evals\/rulings/g)).toHaveLength(1);
    const checks = path.join(made.root, 'fixtures/f/one/checks.yaml');
    writeFileSync(checks, readFileSync(checks, 'utf8').replace('say control', 'speak of control'));
    expect((await prune()).match(/would remove evals\/rulings\/f\/one/g)).toHaveLength(2);
    await made.run('record', 'prune', '--yes');
    expect(await prune()).toContain('nothing to prune');
  });

  it('of a model are asked with a key, not exported', async () => {
    using made = project();
    made.write('evals/recordings/hand/collection.yaml', 'source: import\nabout: by hand\n');
    const { code, err } = await made.run('rulings', 'export', 'out', ...options);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('claude-opus-5-5 is asked by eval -- --mode auto'),
    ]);
  });

  it('are the same for both arms of a gate, and wanting ones leave it undecided', async () => {
    using made = project();
    const arms = ['--base', 'control', '--candidate', 'machine-learning-engineer', '--repeat', '1'];
    const without = await made.run('gate', ...arms);
    expect(without).toMatchObject({
      code: 4,
      err: expect.stringContaining('no ruling of by-hand is recorded'),
    });
    await made.run('rulings', 'export', 'out', ...options);
    rule(made, 'out', steers);
    await made.run('rulings', 'import', 'out');
    await made.run('gate', ...arms, '--json', 'gate.json');
    const { rows } = JSON.parse(readFileSync(path.join(made.root, 'gate.json'), 'utf8')) as {
      rows: Record<'base' | 'candidate', { score: number }[]>;
    };
    expect([rows.base[0]?.score, rows.candidate[0]?.score]).toEqual([1, 0.75]);
  });
});
