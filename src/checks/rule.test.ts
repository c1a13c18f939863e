import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../answer/answer.ts';
import { readText } from '../input/file.ts';
import { splitFrontmatter } from '../input/frontmatter.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { holds } from './needs.ts';
import { type Rule, rulesOf } from './rule.ts';
import { ChecksFile, Code, type Grader } from './schema.ts';
import { type Tree, treeOf } from './tree.ts';

const needs = (rule: Record<string, unknown>, more: object = {}) =>
  rulesOf(Code.parse({ has: rule, ...more })).has[0]?.needs;

describe('what a rule needs', () => {
  it('is the names and strings of its pattern', () => {
    expect(needs({ pattern: '$S.set_epoch($$$, key="Long name")' })).toEqual([
      ['set_epoch'],
      ['key'],
      ['long name'],
    ]);
    expect(needs({ pattern: 'for $X in $Y: pass' })).toEqual([]);
    // Around an escape the text of a string isn't compared.
    expect(needs({ pattern: String.raw`f("abc\n")` })).toEqual([]);
    expect(needs({ pattern: { context: 'class Abc: value = $X', selector: 'assignment' } })).toEqual([
      ['value'],
    ]);
    expect(needs({ pattern: { context: 'value', strictness: 'signature' } })).toEqual([]);
  });

  it('is all that its parts need', () => {
    const [abc, xyz] = [{ regex: '^abc' }, { regex: 'xyz$' }];
    expect(needs({ kind: 'call', all: [abc, { has: { stopBy: abc, ...xyz } }] })).toEqual([['abc'], ['xyz']]);
    expect(needs({ any: [abc, { inside: xyz }] })).toEqual([['abc', 'xyz']]);
    expect(needs({ any: [abc, { kind: 'call' }] })).toEqual([]);
    expect(needs({ not: abc })).toEqual([]);
  });

  it('is what a util needs, once', () => {
    const utils = { loop: { any: [{ regex: 'abc' }, { has: { matches: 'loop', regex: 'xyz' } }] } };
    expect(needs({ matches: 'loop' }, { utils })).toEqual([['abc', 'xyz']]);
  });
});

/** On every fixture's own answers. */
describe('screened and narrowed', () => {
  const root = path.resolve(import.meta.dirname, '../../fixtures');
  const folders = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'checks.yaml')
    .map((name) => path.dirname(name));

  it.each(folders)('the rules of %s find what they find', (id) => {
    const read = (name: string) => readText(path.join(root, id, name), name);
    const codes = parseLocated(readYaml(read('checks.yaml'), id), ChecksFile).flatMap(codesOf);
    const rules = codes.flatMap((code) =>
      Object.values(rulesOf(code)).flatMap((each) => each.map((rule) => ({ rule, lang: code.lang }))),
    );
    let found = 0;
    for (const name of readdirSync(path.join(root, id, 'answers'))) {
      const { body } = splitFrontmatter(read(`answers/${name}`), name);
      for (const block of parseAnswer(body, null).blocks) {
        for (const { rule, lang } of rules.filter((each) => block.language.startsWith(each.lang))) {
          const tree = treeOf(block, lang);
          const expected = places(rule.config, tree);
          if (tree.plain) expect(places(rule.narrow, tree)).toEqual(expected);
          if (!holds(rule.needs, tree.folded)) expect(expected).toEqual([]);
          found += expected.length;
        }
      }
    }
    expect(found > 0 || rules.length === 0).toBe(true);
  });
});

function places(config: Rule['config'], { root }: Tree): unknown[] {
  return root.findAll(config).map((node) => node.range());
}

function codesOf({ code, any = [], all = [], not }: Grader): Code[] {
  return [...(code ? [code] : []), ...[...any, ...all, ...(not ? [not] : [])].flatMap(codesOf)];
}
