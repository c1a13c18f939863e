import { describe, expect, it } from 'vitest';
import { readYaml } from '../input/located.ts';
import { parseAnswer } from '../answer/answer.ts';
import { type CompiledCheck, readChecks } from './checks.ts';
import { noEffects } from './effects.ts';
import { allOf, anyOf, notOf } from './combine.ts';
import { gradeAnswer } from './grade.ts';
import { fail, pass, unscored } from './verdict.ts';

const fence = '```';
const answerWith = (code: string, prose = 'Some prose.') =>
  `${prose}\n\n### train.py\n\n${fence}python\n${code}\n${fence}\n`;

function compile(grader: string) {
  const source = `- id: a\n  asks: Is it as it should be?\n  item: x/y\n${grader.replace(/^/gm, '  ')}\n`;
  return readChecks(readYaml(source, 'checks.yaml'), ['x/y']);
}

async function verdict(grader: string, answer: string): Promise<string> {
  const [graded] = await gradeAnswer(answer, 'train.py', compile(grader));
  return graded?.verdict ?? 'none';
}

describe('says', () => {
  it('finds whole words in any case, over line breaks and inline code', async () => {
    expect(await verdict('says: [set_epoch]', 'It calls `Set_Epoch` now.')).toBe('pass');
    expect(await verdict('says: [model card]', 'There is a model\ncard.')).toBe('pass');
    expect(await verdict('says: [epoch]', 'Epochs are counted.')).toBe('fail');
  });

  it('takes RE2 expressions between slashes', async () => {
    expect(
      await verdict('says: ["/reshuffl\\\\w+ (each|every) epoch/"]', 'It is reshuffled every epoch.'),
    ).toBe('pass');
  });

  it('takes ^ and $ for the edges of a sentence', async () => {
    expect(
      await verdict('says: ["/^drift .* daily\\\\.$/"]', 'It runs. Drift is checked daily. So be it.'),
    ).toBe('pass');
    expect(await verdict('says: ["/^is checked/"]', 'Drift is checked daily.')).toBe('fail');
    expect(await verdict('says: ["/runs.*Drift/"]', 'It runs.\n\nDrift is checked.')).toBe('fail');
  });

  it('wants all phrases in one sentence', async () => {
    const both = 'says: { any: [drift], all: [daily] }';
    expect(await verdict(both, 'Drift is checked daily.')).toBe('pass');
    expect(await verdict(both, 'Drift is checked. It runs daily.')).toBe('fail');
  });

  it('doesn’t look into code, quotes or comments, nor take a negation', async () => {
    expect(await verdict('says: [set_epoch]', answerWith('s.set_epoch(1)'))).toBe('fail');
    expect(await verdict('says: [set_epoch]', '> Please call set_epoch.')).toBe('fail');
    expect(await verdict('says: [set_epoch]', 'I did not call set_epoch.')).toBe('fail');
    expect(await verdict('says: { any: [set_epoch], negated: allow }', 'It never called set_epoch.')).toBe(
      'pass',
    );
  });

  it('reads the answer’s files where it is told to', async () => {
    const answer = `### MODEL_CARD.md\n\n${fence}markdown\n# Card\n\nIntended use: churn.\n${fence}\n`;
    expect(await verdict('says: { in: "*CARD*.md", any: [intended use] }', answer)).toBe('pass');
    expect(await verdict('says: { in: "*.yaml", any: [intended use] }', answer)).toBe('fail');
    const [graded] = await gradeAnswer(
      answer,
      null,
      compile('says: { in: "*CARD*.md", any: [intended use] }'),
    );
    expect(graded?.evidence).toEqual([{ file: 'MODEL_CARD.md', line: 6, text: 'Intended use: churn.' }]);
  });

  it('takes a claim from whichever place it stands in', async () => {
    const check = 'says: { in: [reply, "**/*.md"], any: [intended use] }';
    const card = `### MODEL_CARD.md\n\n${fence}markdown\nIntended use: churn.\n${fence}\n`;
    expect(await verdict(check, card)).toBe('pass');
    expect(await verdict(check, 'Intended use: churn.')).toBe('pass');
    expect(await verdict(check, 'Nothing of it.')).toBe('fail');
    expect(await verdict(`not: { ${check} }`, 'Nothing of it.')).toBe('pass');
    expect(await verdict(`not: { ${check} }`, `Nothing of it.\n\n${card}`)).toBe('fail');
    const denied = `Intended use is not churn.\n\n${card}`;
    expect(await verdict(check, denied)).toBe('pass');
    const [graded] = await gradeAnswer('', null, compile(check));
    expect(graded?.reason).toBe('the answer has no prose and no file **/*.md');
  });

  it.each([
    ['[]', 'at least one place'],
    ['[reply, reply]', 'each place once'],
    ['[Reply]', 'expected `reply`, or a glob'],
  ])('refuses the places %s', (places, message) => {
    expect(() => compile(`says: { in: ${places}, any: [intended use] }`)).toThrow(message);
  });
});

describe('code', () => {
  const inLoop =
    'code: { has: { pattern: "$S.set_epoch($$$)", inside: { kind: for_statement, stopBy: end } } }';

  it('matches structure, not text', async () => {
    expect(
      await verdict(inLoop, answerWith('for e in range(3):\n    if e:\n        sampler.set_epoch(e)')),
    ).toBe('pass');
    expect(await verdict(inLoop, answerWith('sampler.set_epoch(0)'))).toBe('fail');
    expect(
      await verdict(inLoop, answerWith('# for e in x: sampler.set_epoch(e)\nx = "sampler.set_epoch(1)"')),
    ).toBe('fail');
  });

  it('gives the line in the answer', async () => {
    const [graded] = await gradeAnswer(answerWith('for e in x:\n    s.set_epoch(e)'), null, compile(inLoop));
    expect(graded?.evidence).toEqual([{ file: 'train.py', line: 7, text: 's.set_epoch(e)' }]);
  });

  it('rests on the first rule that matches anywhere, with three pieces at most', async () => {
    const grader = 'code: { has: [{ pattern: absent() }, { pattern: f($X) }, { pattern: g() }] }';
    const [graded] = await gradeAnswer(answerWith('g()\nf(1)\nf(2)\nf(3)\nf(4)'), null, compile(grader));
    expect(graded?.evidence.map(({ text }) => text)).toEqual(['f(1)', 'f(2)', 'f(3)']);
  });

  it('counts absence only where there is code', async () => {
    const lacks = 'code: { lacks: { pattern: str($E) } }';
    expect(await verdict(lacks, answerWith('x = 1'))).toBe('pass');
    expect(await verdict(lacks, answerWith('x = str(e)'))).toBe('fail');
    expect(await verdict(lacks, 'set_epoch drift monitoring')).toBe('fail');
    expect(await verdict('not: { code: { has: { pattern: str($E) } } }', 'set_epoch drift monitoring')).toBe(
      'fail',
    );
    expect(await verdict('not: { code: { has: { pattern: str($E) } } }', answerWith('x = 1'))).toBe('pass');
  });

  it('counts absence under `not` the same in whatever order', async () => {
    const code = '{ code: { has: { pattern: str($E) } } }';
    for (const parts of [`${code}, { says: [absent] }`, `{ says: [absent] }, ${code}`]) {
      expect(await verdict(`not: { all: [${parts}] }`, 'Only prose.'), parts).toBe('fail');
      expect(await verdict(`not: { any: [${parts}] }`, 'Only prose.'), parts).toBe('fail');
    }
  });

  it.each(['', '# only a comment', '))) ((( ]]'])('takes no file of %j for an attempt', async (text) => {
    expect(await verdict('code: { lacks: { pattern: str($E) } }', answerWith(text))).toBe('fail');
  });

  it('gives a rule only the constraints on variables that it has', async () => {
    const grader =
      'code: { has: [{ pattern: f($A) }, { pattern: g($B) }], constraints: { A: { regex: "^x$" }, B: { regex: "^y$" } } }';
    expect(await verdict(grader, answerWith('g(y)'))).toBe('pass');
    expect(await verdict(grader, answerWith('f(y)\ng(x)'))).toBe('fail');
  });

  it('reads YAML', async () => {
    const answer = `### deploy.yaml\n${fence}yaml\nspec:\n  replicas: 3\n${fence}\n`;
    const grader = 'code: { lang: yaml, has: { kind: block_mapping_pair, regex: "^replicas:" } }';
    expect(await verdict(grader, answer)).toBe('pass');
  });

  it('refuses code that is nested beyond reason as unscored, in bounded time', async () => {
    const started = performance.now();
    expect(await verdict(inLoop, answerWith(`x = 1${'+1'.repeat(100_000)}`))).toBe('unscored');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('combinations', () => {
  const says = (word: string) => `{ says: [${word}] }`;

  it('any and all', async () => {
    expect(await verdict(`any: [${says('a')}, ${says('b')}]`, 'b.')).toBe('pass');
    expect(await verdict(`all: [${says('a')}, ${says('b')}]`, 'b.')).toBe('fail');
    expect(await verdict(`all: [${says('a')}, { not: ${says('b')} }]`, 'a.')).toBe('pass');
  });

  it('hands the reply to a promptfoo assertion', async () => {
    expect(await verdict('expect: { type: contains, value: "<b>" }', 'a <b> c')).toBe('pass');
    expect(await verdict('expect: { type: not-contains, value: x }', 'x')).toBe('fail');
  });
});

describe('trouble', () => {
  it('of a grader leaves its check unscored, whatever stands around it, and the others graded', async () => {
    const [sound] = compile('says: [word]');
    const broken = {
      ...sound,
      id: 'broken',
      grade: () => Promise.reject(new TypeError('oh no')),
    } as CompiledCheck;
    const graded = await gradeAnswer('A word.', null, [broken, sound as CompiledCheck]);
    expect(graded.map((each) => each.verdict)).toEqual(['unscored', 'pass']);
    expect(graded[0]?.reason).toBe('the grader failed: oh no');
    const unsure = () => unscored('no idea');
    const answer = parseAnswer('A word.', null);
    expect((await notOf(unsure)(answer, noEffects)).verdict).toBe('unscored');
    expect((await anyOf([unsure, () => fail('no')])(answer, noEffects)).verdict).toBe('unscored');
    expect((await allOf([unsure, () => pass('yes')])(answer, noEffects)).verdict).toBe('unscored');
    expect((await allOf([unsure, () => fail('no')])(answer, noEffects)).verdict).toBe('fail');
  });

  it('leaves a flood unscored', async () => {
    expect(await verdict('says: [a]', 'a '.repeat(1_000_000))).toBe('unscored');
  });

  it('reads a sentence that repeats a phrase for pages in bounded time', async () => {
    const started = performance.now();
    expect(
      await verdict('says: { any: [page], all: [drift] }', `It is not ${'page '.repeat(190_000)} drift.`),
    ).toBe('fail');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('takes a hostile pattern and a hostile text in bounded time', async () => {
    const started = performance.now();
    expect(await verdict('says: ["/(a+)+$b/"]', `${'a'.repeat(50_000)}!`)).toBe('fail');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a wrong checks.yaml', () => {
  const messages = (text: string) => {
    try {
      readChecks(readYaml(text, 'checks.yaml'), ['x/y']);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const check = (rest: string, id = 'a') =>
    `- id: ${id}\n  asks: Is it as it should be?\n  item: x/y\n  ${rest}\n`;

  it.each([
    [
      'an unknown grader',
      check('sayz: [x]'),
      'checks.yaml:4:3: 0.sayz: unknown key: expected a grader, one of `says`',
    ],
    ['no grader', check('weight: 2'), 'checks.yaml:1:3: expected one grader of'],
    [
      'two graders',
      check('says: [x]\n  code: { has: { pattern: x } }'),
      'expected one grader, found `says` and `code`',
    ],
    ['a duplicate id', check('says: [x]') + check('says: [x]'), 'checks.yaml:5:7: a second check `a`'],
    [
      'an unknown item',
      check('says: [x]').replace('x/y', 'x/z'),
      'checks.yaml:3:9: no checklist item `x/z` (did you mean `x/y`?)',
    ],
    [
      'an invalid rule',
      check('code: { has: { patern: x } }'),
      'checks.yaml:4:16: not an ast-grep rule: unknown field `patern`',
    ],
    ['an invalid expression', check('says: ["/(/"]'), 'checks.yaml:4:10: not an RE2 expression'],
    ['a phrase of nothing', check('says: [" "]'), 'matches a text of nothing, and so everything'],
    ['an expression that matches everything', check('says: ["/x*/"]'), 'matches a text of nothing'],
    [
      'a constraint on no variable',
      check('code: { has: { pattern: f($A) }, constraints: { B: { regex: x } } }'),
      'no rule has a variable $B',
    ],
    ['look-around', check('says: ["/(?=a)/"]'), 'not an RE2 expression'],
    [
      'an unknown assertion',
      check('expect: { type: conains, value: x }'),
      'checks.yaml:4:19: no assertion `conains`',
    ],
    ['a grader in a grader', check('any: [{ sayz: [x] }]'), 'checks.yaml:4:11: 0.any.0.sayz: unknown key'],
    ['no list', 'a: 1', 'checks.yaml:1:1: expected array'],
  ])('%s', (_, text, message) => {
    expect(messages(text)).toContain(message);
  });

  it('tells all problems at once', () => {
    expect(messages(check('says: ["/(/"]') + check('code: { has: { patern: x } }')).split('\n')).toHaveLength(
      3,
    );
  });
});
