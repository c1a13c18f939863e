import { parse } from '@ast-grep/napi';
import type { Answer } from '../answer/answer.ts';
import { codeOf, filesMatching } from './files.ts';
import { holds } from './needs.ts';
import { mentions, type Rule, rulesOf } from './rule.ts';
import type { Code } from './schema.ts';
import { deepest, type Tree, treeOf } from './tree.ts';
import { type Evidence, evidence, fail, type Outcome, pass, unscored, vacant } from './verdict.ts';

/** @returns what is wrong with each rule, by the key and index it stands at */
export function wrongRules(code: Code): { at: PropertyKey[]; message: string }[] {
  const root = parse(code.lang, '').root();
  const unused = Object.keys(code.constraints ?? {}).filter((name) => !mentions(code, name));
  const constraints = unused.map((name) => ({
    at: ['constraints', name],
    message: `no rule has a variable $${name}`,
  }));
  const rules = (['has', 'lacks'] as const).flatMap((key) =>
    rulesOf(code)[key].flatMap(({ config }, i) => {
      try {
        root.findAll(config);
        return [];
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return [
          {
            at: [key, i],
            message: `not an ast-grep rule: ${message.replace(/\s*\n[\s|\->]*/g, ' ').trim()}`,
          },
        ];
      }
    }),
  );
  return [...constraints, ...rules];
}

/** A grader for the structure of an answer's code. The rules are valid: see `wrongRules`. */
export function compileCode(code: Code): (answer: Answer) => Outcome {
  const { has, lacks } = rulesOf(code);
  const what = code.in ?? `${code.lang} code`;
  return (answer) => {
    const blocks = code.in === undefined ? codeOf(answer, code.lang) : filesMatching(answer, code.in);
    if (blocks.length === 0) return vacant(`the answer has no ${what}`);
    const trees = blocks.map((block) => treeOf(block, code.lang));
    const tooDeep = trees.find((tree) => tree.tooDeep);
    if (tooDeep)
      return unscored(`${tooDeep.block.name ?? 'a block'} is nested deeper than ${deepest} levels`);
    if (lacks.length > 0 && !trees.some((tree) => tree.attempted)) return vacant(`${what} holds no code`);
    const forbidden = firstFound(lacks, trees);
    if (forbidden.length > 0) return fail(`${what} holds what it must not`, forbidden);
    const found = firstFound(has, trees);
    if (has.length > 0 && found.length === 0) return fail(`not found in ${what}`);
    return pass(has.length > 0 ? `found in ${what}` : `not found in ${what}, as it should be`, found);
  };
}

const most = 3;

/** What the first rule that matches finds, in the first file where it does: one match decides. */
function firstFound(rules: readonly Rule[], trees: readonly Tree[]): Evidence[] {
  for (const rule of rules) {
    for (const tree of trees) {
      const found = find(rule, tree);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function find({ config, narrow, needs }: Rule, tree: Tree): Evidence[] {
  if (!holds(needs, tree.folded)) return [];
  const { block } = tree;
  const nodes = tree.root.findAll(tree.plain ? narrow : config);
  return nodes.slice(0, most).map((node) => {
    const { line } = node.range().start;
    return evidence(block.name, block.line + line, block.text.split('\n')[line] ?? '');
  });
}
