import { type NapiConfig, parse, type SgNode } from '@ast-grep/napi';
import type { Language } from './files.ts';
import { literalsOf } from './literals.ts';
import { narrowed } from './narrow.ts';
import { allOf, anything, eitherOf, type Needs, oneOf } from './needs.ts';
import type { Code } from './schema.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One ast-grep rule. It is compiled anew for every search, which may well take longer than to search. */
export type Rule = {
  readonly config: NapiConfig;
  /** The same in less time, for a file that `isPlain`. */
  readonly narrow: NapiConfig;
  /** What a file must hold for the rule to match in it. */
  readonly needs: Needs;
};

/** The rules of a check. They needn't be valid: ast-grep's rule language is its own to check. */
export function rulesOf({ has = [], lacks = [], constraints, utils, lang }: Code) {
  const compile = (rule: Fields): Rule => {
    // ast-grep refuses a constraint on a variable that the rule doesn't have; a list of rules needn't share them.
    const own = Object.entries(constraints ?? {}).filter(([name]) => mentions({ rule, utils }, name));
    const config = {
      rule,
      ...(own.length > 0 && { constraints: Object.fromEntries(own) }),
      ...(utils && { utils }),
    };
    return {
      config: config as unknown as NapiConfig,
      narrow: narrowed(config) as NapiConfig,
      needs: needsOfRule(rule, { lang, utils: utils ?? {} }),
    };
  };
  return { has: has.map(compile), lacks: lacks.map(compile) };
}

/** Whether a metavariable stands anywhere in some rules. */
export function mentions(rules: unknown, variable: string): boolean {
  return new RegExp(`\\$${variable}(?![A-Z0-9_])`).test(JSON.stringify(rules));
}

type Scope = { readonly lang: Language; readonly utils: Fields };

/**
 * All fields of a rule must hold of one node, and related nodes are of the same file. What isn't listed here (`kind`,
 * `not`, positions, constraints) asks for no text.
 */
function needsOfRule(rule: unknown, scope: Scope): Needs {
  if (!isFields(rule)) return anything;
  const inner = (each: unknown) => needsOfRule(each, scope);
  const list = (each: unknown) => (Array.isArray(each) ? each.map(inner) : []);
  const { pattern, regex, all, any, matches, has, inside, precedes, follows } = rule;
  return allOf([
    ...(pattern === undefined ? [] : [needsOfPattern(pattern, scope.lang)]),
    ...(typeof regex === 'string' ? [literalsOf(regex)] : []),
    ...(typeof matches === 'string' ? [needsOfUtil(matches, scope)] : []),
    ...list(all),
    ...(any === undefined ? [] : [eitherOf(list(any))]),
    ...[has, inside, precedes, follows].map(inner),
  ]);
}

/** A rule that refers to itself asks nothing the second time. */
function needsOfUtil(name: string, { lang, utils }: Scope): Needs {
  const { [name]: util, ...others } = utils;
  return needsOfRule(util, { lang, utils: others });
}

/** What ast-grep puts for the `$` of a metavariable, which Python's grammar has no place for. */
const sigil = 'µ';

/**
 * ast-grep compares the text of a pattern's named leaves, and the kinds of all else: neither keywords, which its parser
 * may add where one is missing, nor the text around an escape in a string have to stand in the file.
 */
function needsOfPattern(pattern: unknown, lang: Language): Needs {
  const fields = isFields(pattern) ? pattern : { context: pattern };
  const { context, selector, strictness } = fields;
  if (typeof context !== 'string' || context.includes(sigil) || strictness === 'signature') return anything;
  const root = parse(lang, context.replaceAll('$', sigil)).root();
  const node = typeof selector === 'string' ? root.find({ rule: { kind: selector } }) : root;
  const leaves = node ? leavesOf(node) : null;
  return leaves ? allOf(leaves.map((leaf) => oneOf([leaf]))) : anything;
}

/** @returns null where the pattern isn't code as it stands */
function leavesOf(node: SgNode): string[] | null {
  if (node.kind() === 'ERROR') return null;
  const children = node.children();
  if (children.length > 0) {
    const leaves = children.map(leavesOf);
    return leaves.includes(null) ? null : leaves.flatMap((each) => each ?? []);
  }
  const text = node.text();
  // Shorter names stand in every file; ASCII is what literals are.
  const telling = node.isNamed() && node.kind() !== 'comment' && /^[\0-\x7f]{3,}$/.test(text);
  return telling ? [text.toLowerCase()] : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
