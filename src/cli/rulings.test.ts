import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest } from '../input/digest.ts';
import { Results } from '../score/results.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { GitProject } from '../testing/git-project.ts';
import { rule, ruledByHand, saying } from '../testing/ruled.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

const texts = {
  control: answer('Somebody steers this.'),
  'machine-learning-engineer': answer('Nobody does, which is control of a kind.'),
};

function project(): TinyProject {
  const made = ruledByHand(new TinyProject());
  for (const [variant, text] of Object.entries(texts)) made.record(variant, 1, text);
  return made;
}

const options = ['--repeat', '1', '--variants', 'control,machine-learning-engineer'] as const;
const arms = ['--base', 'control', '--candidate', 'machine-learning-engineer', '--repeat', '1'] as const;

const steers = (message: string) =>
  message.includes('steers') ? saying('yes', ['Somebody steers']) : saying('no', []);

async function exported(ruling: (message: string) => string = steers): Promise<TinyProject> {
  const made = project();
  await made.run('rulings', 'export', 'out', ...options);
  rule(made, 'out', ruling);
  return made;
}

const take = (made: TinyProject) => made.run('rulings', 'import', 'out');

function edit(made: TinyProject, file: string, from: string | RegExp, to: string): void {
  const at = path.join(made.root, file);
  writeFileSync(at, readFileSync(at, 'utf8').replaceAll(from, to));
}

async function verdicts(made: TinyProject, ...argv: string[]) {
  const { code, err } = await made.run('eval', ...options, ...argv, '--json', 'rows.json');
  const { rows } = Results.parse(JSON.parse(readFileSync(path.join(made.root, 'rows.json'), 'utf8')));
  return { code, err, verdicts: rows.map(({ checks }) => checks[0]?.verdict) };
}

describe('rulings', () => {
  it('go out and come back, and decide instead of phrases from then on', async () => {
    using made = project();
    const before = await verdicts(made);
    expect(before).toMatchObject({ code: 4, verdicts: ['unscored', 'unscored'] });
    expect(before.err).toContain('`npm run rulings -- export FOLDER`');
    expect(await verdicts(made, '--judge', 'none')).toMatchObject({ code: 0, verdicts: ['fail', 'pass'] });

    const open = await made.run('rulings', 'status', ...options);
    expect([open.code, open.out]).toEqual([
      4,
      expect.stringContaining('judge by-hand: 2 answers, 2 of them with 2 open questions'),
    ]);
    expect((await made.run('rulings', 'export', 'out', ...options)).out).toContain('2 cases are in out');
    rule(made, 'out', steers);
    expect((await take(made)).out).toBe('rulings on 2 answers imported\n');
    expect(await verdicts(made)).toMatchObject({ code: 0, verdicts: ['pass', 'fail'] });
    expect((await made.run('rulings', 'status', ...options)).code).toBe(0);
    expect((await made.run('rulings', 'export', 'more', ...options)).out).toBe('nothing is missing\n');
  });

  it('go out for every repeat that is recorded, in an order that says nothing of the arm', async () => {
    using made = project();
    for (const repeat of [2, 3]) made.record('control', repeat, answer(`Answer ${repeat}.`));
    await made.run('rulings', 'export', 'out', '--variants', 'control,machine-learning-engineer');
    const manifest = JSON.parse(readFileSync(path.join(made.root, 'out/manifest.json'), 'utf8')) as {
      cases: { request: { answer: string } }[];
    };
    const found = manifest.cases.map(({ request }) => request.answer);
    const all = [...Object.values(texts), answer('Answer 2.'), answer('Answer 3.')].map(digest);
    expect(found).toEqual(all.sort());
  });

  it('are taken once: a second one to a question stays out, also among others', async () => {
    using made = await exported();
    await take(made);
    rule(made, 'out', () => saying('no', []));
    expect((await take(made)).out).toContain('on 0 answers imported; 2 left out');
    edit(made, 'fixtures/f/one/checks.yaml', 'say control', 'speak of control');
    await made.run('rulings', 'export', 'new', ...options);
    edit(made, 'fixtures/f/one/checks.yaml', 'speak of control', 'say control');
    const both = '- { id: more, asks: Does the prose speak of control?, item: a/b, says: [x] }\n';
    const checks = path.join(made.root, 'fixtures/f/one/checks.yaml');
    writeFileSync(checks, readFileSync(checks, 'utf8') + both);
    await made.run('rulings', 'export', 'two', ...options);
    rule(made, 'two', () => saying('yes', ['x = 1']));
    await made.run('rulings', 'import', 'two');
    rule(made, 'new', () => saying('no', []));
    expect((await made.run('rulings', 'import', 'new')).out).toContain('on 0 answers imported; 2 left out');
    expect((await verdicts(made)).verdicts).toEqual(['pass', 'fail']);
  });

  it.each([
    ['quotes what isn’t there', saying('yes', ['made up']), 'quotes what the answer doesn’t hold: made up'],
    ['quotes for pages', saying('yes', [`${'x '.repeat(40_000)}y`]), 'can’t be read'],
    ['is no JSON', 'Yes, I think.', 'can’t be read'],
    ['leaves questions out', '{"rulings": []}', 'doesn’t answer the 1 questions'],
  ])('that %s is refused and stays open', async (_, text, why) => {
    using made = await exported(() => text);
    const { code, out } = await take(made);
    expect([code, out]).toEqual([4, expect.stringContaining(why)]);
    expect((await made.run('rulings', 'status', ...options)).out).toContain('2 of them');
  });

  it.each([
    ['the answer', 'case-001/user.md', /steers|which/g, 'what'],
    ['a question', 'case-001/user.md', 'Does the prose say control?', 'Does it?'],
    ['the task', 'case-001/user.md', 'Please repair', 'Please leave'],
    ['the rubric', 'system.md', 'Decide each question', 'Say yes to each question'],
    ['whose case it is', 'manifest.json', '"fixture": "f/one"', '"fixture": "../../../escaped"'],
    ['a key', 'manifest.json', /"key": "\w{8}/g, '"key": "00000000'],
  ])('are not taken where %s was changed on the way', async (_, file, what, other) => {
    using made = await exported();
    edit(made, `out/${file}`, what, other);
    const { code, err } = await take(made);
    expect([code, err]).toEqual([2, expect.stringMatching(/^.*(manifest\.json|system\.md):\d+:\d+: /)]);
    expect(existsSync(path.join(made.root, 'evals/rulings'))).toBe(false);
    expect(existsSync(path.join(made.root, '../escaped'))).toBe(false);
  });

  it('that were edited are told, left as they are, and never written over', async () => {
    using made = await exported();
    await take(made);
    const folder = 'evals/rulings/f/one';
    const names = readdirSync(path.join(made.root, folder));
    for (const name of names) edit(made, `${folder}/${name}`, '"no"', '"yes"');
    const edited = names.map((name) => readFileSync(path.join(made.root, folder, name), 'utf8'));
    const { code, out } = await made.run('rulings', 'status', ...options);
    expect(code).toBe(4);
    expect(out).toMatch(
      /corrupt {2}evals\/rulings\/f\/one\/\S+: the file was changed; delete it to ask again/,
    );
    await take(made);
    expect(names.map((name) => readFileSync(path.join(made.root, folder, name), 'utf8'))).toEqual(edited);
  });

  it('are pruned when nobody asks for them any more', async () => {
    using made = await exported();
    await take(made);
    const prune = async () => (await made.run('record', 'prune')).out;
    expect(await prune()).toContain('nothing to prune');
    rmSync(path.join(made.root, 'evals/recordings/hand/control'), { recursive: true });
    expect((await prune()).match(/would remove evals\/rulings/g)).toHaveLength(1);
    edit(made, 'fixtures/f/one/checks.yaml', 'say control', 'speak of control');
    expect((await prune()).match(/would remove evals\/rulings\/f\/one/g)).toHaveLength(2);
    await made.run('record', 'prune', '--yes');
    expect(await prune()).toContain('nothing to prune');
  });

  it('of mutants tell what a judge lets pass', async () => {
    using made = project();
    const right = '---\nkind: reference\nexpect: { "*": pass }\n---\nWe steer by control.\n';
    made.write('fixtures/f/one/answers/good.md', right);
    const { out } = await made.run('rulings', 'export', 'out', '--mutants');
    expect(out).toContain('6 cases are in out');
    // One that sees every claim, whatever is said of it.
    const sees = (message: string) =>
      /=== answer .*?control/s.test(message.replace(/The questions:.*/s, ''))
        ? saying('yes', ['control'])
        : saying('no', []);
    rule(made, 'out', sees);
    await take(made);
    const { out: told } = await made.run('calibrate', 'judge');
    expect(told).toMatch(
      /drop +1\/1\n +negate +0\/1\n +quote +0\/1\n +hedge +0\/1\n +injection +=1\/1\n +unmarked +=1\/1/,
    );
    expect(told).toContain('lived  negate  f/one says-control: the judge says yes: it is so');
    expect((await made.run('record', 'prune')).out).not.toContain('evals/rulings');
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

  it('by hand are asked of nobody, key or none', async () => {
    await using server = await ContractServer.start({ answer: () => saying('no', []) });
    using made = project();
    made.env = server.env;
    expect((await made.run('eval', '--mode', 'auto', '--yes', '--collection', 'hand', ...options)).code).toBe(
      4,
    );
    const right = '---\nkind: reference\nexpect: { "*": pass }\n---\nWe say control.\n';
    made.write('fixtures/f/one/answers/good.md', right);
    const { out } = await made.run('calibrate', 'judge', '--yes');
    expect(out).toContain('`npm run rulings -- export FOLDER --labelled` writes out what is open');
    expect(server.service.received).toEqual([]);
  });

  it.each([
    ['eval', '--judge', 'by-hnad'],
    ['gate', ...arms, '--judge', 'by-hnad'],
    ['calibrate', 'judge', '--judge', 'none'],
  ])('are nobody’s whose name isn’t known: %s', async (...argv) => {
    using made = project();
    const { code, err } = await made.run(...argv);
    expect([code, err]).toEqual([2, expect.stringMatching(/^--judge (by-hnad|none): expected /)]);
  });
});

describe('rulings in a gate', () => {
  it('are the same for both arms, and wanting ones leave it undecided', async () => {
    using made = await exported();
    expect(await made.run('gate', ...arms)).toMatchObject({
      code: 4,
      err: expect.stringContaining('no ruling of by-hand is recorded'),
    });
    await take(made);
    const { out } = await made.run('gate', ...arms, '--json', 'gate.json');
    expect(out).toContain('and what they say by the judge by-hand');
    const scores = () => {
      const { rows } = JSON.parse(readFileSync(path.join(made.root, 'gate.json'), 'utf8')) as {
        rows: Record<'base' | 'candidate', { score: number }[]>;
      };
      return [rows.base[0]?.score, rows.candidate[0]?.score];
    };
    expect(scores()).toEqual([1, 0.75]);
    const phrases = await made.run('gate', ...arms, '--judge', 'none', '--json', 'gate.json');
    expect(phrases.out).toContain('and what they say by phrases');
    expect(scores()).toEqual([0.75, 1]);
  });

  it('count for a base of git history also after they were pruned', async () => {
    using made = ruledByHand(new GitProject());
    const ruled = async (folder: string) => {
      await made.run('rulings', 'export', folder, '--repeat', '2');
      rule(made, folder, () => saying('no', []));
      await made.run('rulings', 'import', folder);
    };
    await ruled('one');
    made.commit('ruled on');
    made.editPrompt();
    made.recordBaseline('new');
    await ruled('two');
    const before = await made.run('gate', '--base', 'HEAD');
    // Twice: what the first one takes away of the answers leaves rulings without any.
    await made.run('record', 'prune', '--yes');
    expect((await made.run('record', 'prune', '--yes')).out).toContain('removed evals/rulings');
    expect((await made.run('gate', '--base', 'HEAD')).out).toBe(before.out);
    expect(before.code).toBe(3);
  });
});
