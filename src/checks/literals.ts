import { anything, type Needs } from './needs.ts';
import { choice, empty, needsOf, type Part, repeated, sequence, unknown } from './parts.ts';

/**
 * What a text must hold for a regular expression to match anywhere in it, whatever the case. Reads what RE2 and Rust's
 * `regex` understand alike; an expression with anything else in it needs nothing.
 */
export function literalsOf(expression: string): Needs {
  const reader = new Reader(expression);
  try {
    const part = alternation(reader, 0);
    return reader.done ? needsOf(part) : anything;
  } catch (error) {
    if (error instanceof NotUnderstood) return anything;
    throw error;
  }
}

class NotUnderstood extends Error {}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#at === this.#source.length;
  }

  /** The text that a sticky pattern matches here, which is then read; null where it doesn't match. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#source)?.[0] ?? null;
    if (text !== null) this.#at = pattern.lastIndex;
    return text;
  }
}

/** Groups nested deeper than this aren't read: nobody writes them, and the stack is finite. */
const deepest = 100;

function alternation(reader: Reader, depth: number): Part {
  if (depth > deepest) throw new NotUnderstood();
  const branches = [concatenation(reader, depth)];
  while (reader.take(/\|/y) !== null) branches.push(concatenation(reader, depth));
  return choice(branches);
}

function concatenation(reader: Reader, depth: number): Part {
  const parts: Part[] = [];
  for (let part = atom(reader, depth); part; part = atom(reader, depth)) {
    parts.push(quantified(reader, part));
  }
  return sequence(parts);
}

/** A lazy quantifier matches the same texts; RE2 takes one quantifier, Rust a stack of them. */
function quantified(reader: Reader, part: Part): Part {
  let whole = part;
  for (;;) {
    const quantifier = reader.take(/(?:[?*+]|\{\d+(?:,\d*)?\})\??/y);
    if (quantifier === null) return whole;
    const optional = /^(?:\?|\{0,1\})/.test(quantifier);
    if (optional) whole = choice([whole, empty]);
    else whole = repeated(whole, quantifier.startsWith('+') ? 1 : Number.parseInt(quantifier.slice(1)) || 0);
  }
}

/** @returns null where the branch ends */
function atom(reader: Reader, depth: number): Part | null {
  if (reader.done) return null;
  const plain = reader.take(/[^\\[\](){}|.*+?^$]/y);
  if (plain !== null) return character(plain);
  if (reader.take(/\./y) !== null) return unknown;
  if (reader.take(/[\^$]/y) !== null) return empty;
  // A flag changes nothing that matters here, but for `x`, which makes white space and `#` mean something else.
  if (reader.take(/\(\?[imsU]*(?:-[imsU]+)?\)/y) !== null) return empty;
  if (reader.take(/\((?:\?(?:[imsU]*(?:-[imsU]+)?:|P?<[A-Za-z_]\w*>)|(?!\?))/y) !== null) {
    const inner = alternation(reader, depth + 1);
    if (reader.take(/\)/y) === null) throw new NotUnderstood();
    return inner;
  }
  // A bracket at the start, or one that isn't a POSIX class, means one thing to RE2 and another to Rust.
  const set = reader.take(/\[(?:\^(?!\])|(?![\^\]]))(?:[^\\\][]|\\[^]|\[:\^?[a-z]+:\])*\]/y);
  if (set !== null) return characterClass(set);
  return escape(reader);
}

/** Only a class of a few plain characters is spelt out. */
function characterClass(set: string): Part {
  const inside = /^\[(-?[\w .,'/]{1,4}|[\w .,'/]{1,4}-)\]$/.exec(set)?.[1];
  return inside === undefined ? unknown : choice(inside.split('').map(character));
}

function escape(reader: Reader): Part | null {
  // Rust's `\b{start}` is no word boundary followed by a brace.
  if (reader.take(/\\[bBAz](?!\{)/y) !== null) return empty;
  if (reader.take(/\\(?:[dDwWsSafnrtv]|[pP](?:[A-Z]|\{\^?[\w=:]+\}))/y) !== null) return unknown;
  const code = reader.take(/\\(?:x[\dA-Fa-f]{2}|x\{[\dA-Fa-f]{1,6}\}|u[\dA-Fa-f]{4}|u\{[\dA-Fa-f]{1,6}\})/y);
  if (code !== null) {
    const point = Number.parseInt(code.replace(/[^\dA-Fa-f]/g, ''), 16);
    return point < 128 ? character(String.fromCodePoint(point)) : unknown;
  }
  const quoted = reader.take(/\\Q[^]*?\\E/y);
  // A quantifier behind it would be of its last character alone.
  if (quoted !== null) {
    if (reader.take(/(?=[?*+{])/y) !== null) throw new NotUnderstood();
    return sequence(quoted.slice(2, -2).split('').map(character));
  }
  const punctuation = reader.take(/\\[^\p{L}\p{N}\s_<>]/uy);
  if (punctuation !== null) return character(punctuation.slice(1));
  // The end of a group or branch; anything else is left unread, or reads wrong.
  if (reader.take(/(?=[|)])/y) !== null) return null;
  throw new NotUnderstood();
}

/** Outside ASCII case folding isn't ours to second-guess. */
function character(text: string): Part {
  return /^[\0-\x7f]$/.test(text) ? { texts: [text.toLowerCase()] } : unknown;
}
