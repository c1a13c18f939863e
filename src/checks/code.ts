import { createRequire } from 'node:module';
import { type NapiConfig, parse, registerDynamicLanguage, type SgNode, type SgRoot } from '@ast-grep/napi';
import type { Answer, Block } from '../answer/answer.ts';
import { codeOf, filesMatching, type Language } from './files.ts';
import type { Code } from './schema.ts';
import { type Evidence, evidence, fail, type Outcome, pass, unscored, vacant } from './verdict.ts';

const load = createRequire(import.meta.url);
registerDynamicLanguage({ python: load('@ast-grep/lang-python'), yaml: load('@ast-grep/lang-yaml') });

type Rules = { readonly has: readonly NapiConfig[]; readonly lacks: readonly NapiConfig[] };

/** @returns what is wrong with each rule, by the key and index it stands at */
export function wrongRules(code: Code): { at: PropertyKey[]; message: string }[] {
  const root = parse(code.lang, '').root();
  return (['has', 'lacks'] as const).flatMap((key) =>
    rulesOf(code)[key].flatMap((config, i) => {
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
}

/** A grader for the structure of an answer's code. The rules are valid: see `wrongRules`. */
export function compileCode(code: Code): (answer: Answer) => Outcome {
  const { has, lacks } = rulesOf(code);
  const what = code.in ?? `${code.lang} code`;
  return (answer) => {
    const blocks = code.in === undefined ? codeOf(answer, code.lang) : filesMatching(answer, code.in);
    if (blocks.length === 0) return vacant(`the answer has no ${what}`);
    const parsed = blocks.map((block) => ({ block, root: parseBlock(block, code.lang) }));
    const tooDeep = parsed.find(({ root }) => root === null);
    if (tooDeep)
      return unscored(`${tooDeep.block.name ?? 'a block'} is nested deeper than ${deepest} levels`);
    const search = (rules: readonly NapiConfig[]) =>
      parsed.flatMap(({ block, root }) => rules.flatMap((config) => (root ? find(block, root, config) : [])));
    const forbidden = search(lacks);
    if (forbidden.length > 0) return fail(`${what} holds what it must not`, forbidden.slice(0, 3));
    const found = search(has);
    if (has.length > 0 && found.length === 0) return fail(`not found in ${what}`);
    return pass(
      has.length > 0 ? `found in ${what}` : `not found in ${what}, as it should be`,
      found.slice(0, 3),
    );
  };
}

function rulesOf({ has = [], lacks = [], constraints, utils }: Code): Rules {
  // ast-grep's rule language is its own to check; `wrongRules` lets it.
  const config = (rule: Record<string, unknown>) =>
    ({ rule, ...(constraints && { constraints }), ...(utils && { utils }) }) as unknown as NapiConfig;
  return { has: has.map(config), lacks: lacks.map(config) };
}

function find(block: Block, root: SgRoot, config: NapiConfig): Evidence[] {
  const nodes = root.root().findAll(config);
  return nodes.slice(0, 3).map((node) => {
    const { line } = node.range().start;
    return evidence(block.name, block.line + line, block.text.split('\n')[line] ?? '');
  });
}

const roots = new WeakMap<Block, SgRoot | null>();

/** Each block is parsed once however many rules look at it. null: too deep to search in bounded time. */
function parseBlock(block: Block, language: Language): SgRoot | null {
  let root = roots.get(block);
  if (root === undefined) {
    root = parse(language, block.text.toWellFormed());
    if (mayBeDeep(block.text) && depthOf(root.root()) > deepest) root = null;
    roots.set(block, root);
  }
  return root;
}

/**
 * A search that looks inside its matches takes time quadratic in how deep code is nested: 36 ms at 1,000 levels,
 * 3.5 s at 10,000 (measured on a chain of additions). People write fewer than a hundred.
 */
const deepest = 1000;

/** Every level takes an operator, bracket, dot or line: a text with few of them needs no walk of its tree. */
function mayBeDeep(text: string): boolean {
  let levels = 0;
  for (const _ of text.matchAll(/[-+*/%@&|^~<>=([{.:,?]|\b(?:not|and|or|if|in|is|lambda|await)\b|\n/g))
    levels++;
  return levels > 2 * deepest;
}

function depthOf(root: SgNode): number {
  let level: SgNode[] = [root];
  let depth = 0;
  while (level.length > 0 && depth <= deepest) {
    level = level.flatMap((node) => node.children());
    depth++;
  }
  return depth;
}
