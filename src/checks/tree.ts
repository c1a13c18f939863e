import { createRequire } from 'node:module';
import { parse, registerDynamicLanguage, type SgNode } from '@ast-grep/napi';
import type { Block } from '../answer/answer.ts';
import type { Language } from './files.ts';
import { isPlain } from './narrow.ts';
import { folded } from './needs.ts';

const load = createRequire(import.meta.url);
registerDynamicLanguage({ python: load('@ast-grep/lang-python'), yaml: load('@ast-grep/lang-yaml') });

/** A block as code of a language. What a check doesn't ask for isn't made, and nothing is made twice. */
export class Tree {
  readonly block: Block;
  readonly #language: Language;
  #root: SgNode | undefined;
  /** Read by nobody but V8: see `bytesPerCharacter`. */
  protected weight: ArrayBuffer | undefined;
  #folded: string | undefined;
  #plain: boolean | undefined;
  #tooDeep: boolean | undefined;

  constructor(block: Block, language: Language) {
    this.block = block;
    this.#language = language;
  }

  get root(): SgNode {
    if (!this.#root) {
      this.#root = parse(this.#language, this.block.text.toWellFormed()).root();
      this.weight = new ArrayBuffer(this.block.text.length * bytesPerCharacter);
    }
    return this.#root;
  }

  /** Whether there is code at all: more than comments, and something that the grammar knows. */
  get attempted(): boolean {
    return (
      this.root.kind() !== 'ERROR' && this.root.children().some((node) => !noCode.has(String(node.kind())))
    );
  }

  /** The text as literals are looked for in it. */
  get folded(): string {
    return (this.#folded ??= folded(this.block.text));
  }

  /** Whether narrowed rules may search it. */
  get plain(): boolean {
    return (this.#plain ??= isPlain(this.block.text));
  }

  /** Whether it can't be searched in bounded time. */
  get tooDeep(): boolean {
    return (this.#tooDeep ??= isDeeperThan(deepest, this.block.text, () => this.root));
  }
}

/**
 * What a tree takes outside V8's heap (measured: 500 KiB for 7,300 characters). V8 doesn't see it and would let
 * hundreds of dead trees lie; a buffer of that size, never touched and so never resident, tells it when to collect.
 */
const bytesPerCharacter = 70;

const noCode = new Set(['comment', 'ERROR']);

const trees = { python: new WeakMap<Block, Tree>(), yaml: new WeakMap<Block, Tree>() };

/** Each block is parsed once however many rules look at it. */
export function treeOf(block: Block, language: Language): Tree {
  let tree = trees[language].get(block);
  if (!tree) trees[language].set(block, (tree = new Tree(block, language)));
  return tree;
}

/**
 * A search that looks inside its matches takes time quadratic in how deep code is nested: 36 ms at 1,000 levels,
 * 3.5 s at 10,000 (measured on a chain of additions). People write fewer than a hundred.
 */
export const deepest = 1000;

/** Every level of nesting takes one of these, or the width of an indent; a list or a run of statements takes none. */
const levels = /[-+*/%@&|^~=([{.]|\b(?:not|and|or|if|in|is|lambda|await)\b|\n[ \t]+/g;

/**
 * Whether any node lies deeper. Looks into a node only if its text has the characters for it: a walk of every node
 * would take longer than all searches together.
 */
function isDeeperThan(limit: number, text: string, root: () => SgNode): boolean {
  const places = Array.from(text.matchAll(levels), ({ index }) => index);
  if (places.length * 2 <= limit) return false;
  // How many stand before each place of the text, so that a node's own number is a difference.
  const before = new Uint32Array(text.length + 1);
  for (const place of places) before[place + 1] = 1;
  for (let i = 1; i <= text.length; i++) before[i] = (before[i] ?? 0) + (before[i - 1] ?? 0);
  const levelsOf = (node: SgNode) => {
    const { start, end } = node.range();
    return (before[end.index] ?? 0) - (before[start.index] ?? 0);
  };
  let layer = [root()];
  for (let depth = 0; depth < limit; depth++) {
    const suspects = layer.filter((node) => levelsOf(node) * 2 + depth > limit);
    if (suspects.length === 0) return false;
    layer = suspects.flatMap((node) => node.children());
  }
  return layer.length > 0;
}

/** The tree of a Python text of ours, for whoever rewrites code rather than grading it. */
export function pythonRoot(code: string): SgNode {
  return parse('python', code).root();
}
