import { type Document, isMap, isNode, isPair, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { InputError } from './input-error.ts';
import type { Problem } from './problem.ts';

export type Path = readonly PropertyKey[];

/** A YAML text whose values can be traced back to the place where they were written. */
export type Located = {
  readonly file: string;
  readonly value: unknown;
  /** The place of a value by its path; of the closest parent that exists, where the value itself is missing. */
  problem(path: Path, message: string): Problem;
  /** The place of the key itself, for a key that should not be there. */
  keyProblem(path: Path, message: string): Problem;
};

/**
 * Reads YAML 1.2 with positions.
 * @param firstLine the line of `file` on which `text` starts (frontmatter starts on line 1, after its fence)
 * @throws {InputError} with every syntax error, each with its line and column
 */
export function readYaml(text: string, file: string, firstLine = 1): Located {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1) + firstLine - 1, col: Math.max(col, 1) };
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const fail = (messages: readonly { offset: number; message: string }[]) =>
    new InputError(messages.map(({ offset, message }) => ({ ...place(offset), message })));
  if (document.errors.length > 0) {
    throw fail(document.errors.map((error) => ({ offset: error.pos[0], message: explain(error.message) })));
  }
  // An alias can refer to its own parent, and a value that holds itself would never be walked to its end.
  const aliases: number[] = [];
  visit(document, { Alias: (_, node) => void aliases.push(node.range?.[0] ?? 0) });
  if (aliases.length > 0)
    throw fail(aliases.map((offset) => ({ offset, message: 'aliases are not supported here' })));
  const value: unknown = document.toJS();
  return {
    file,
    value,
    problem: (path, message) => ({ ...place(offsetsOf(document, path).value), message }),
    keyProblem: (path, message) => ({ ...place(offsetsOf(document, path).key), message }),
  };
}

/** The yaml package says what its parser met; the reader wants to know what to type. */
function explain(message: string): string {
  return message.startsWith('Nested mappings are not allowed')
    ? 'a plain value can’t hold ": "; put the value between quotes'
    : message;
}

function offsetsOf(document: Document, path: Path): { key: number; value: number } {
  let node: unknown = document.contents;
  const start = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  const offsets = { key: start, value: start };
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
      if (isNode(pair?.key)) offsets.key = pair.key.range?.[0] ?? offsets.key;
      next = pair?.value;
    } else if (isSeq(node)) {
      // A list may stand for the one field that most often holds it; then the path has a step that the text hasn't.
      if (typeof step === 'string') continue;
      next = node.items[Number(step)];
    }
    if (!isNode(next)) break;
    node = next;
    offsets.value = next.range?.[0] ?? offsets.value;
  }
  return offsets;
}

/**
 * Checks a located value against its schema.
 * @throws {InputError} with one problem per issue, at the place of the value that is wrong
 */
export function parseLocated<S extends z.ZodType>(located: Located, schema: S): z.output<S> {
  const result = schema.safeParse(located.value);
  if (result.success) return result.data;
  throw new InputError(result.error.issues.flatMap((issue) => problemsOf(located, issue)));
}

function problemsOf(located: Located, issue: z.core.$ZodIssue): Problem[] {
  const named = (path: Path, message: string) => {
    const name = path.map(String).join('.');
    return name === '' ? message : `${name}: ${message}`;
  };
  if (issue.code === 'unrecognized_keys') {
    const message = issue.message.startsWith('Unrecognized') ? 'unknown key' : issue.message;
    return issue.keys.map((key) =>
      located.keyProblem([...issue.path, key], named([...issue.path, key], message)),
    );
  }
  return [located.problem(issue.path, named(issue.path, issue.message.replace(/^Invalid input: /, '')))];
}
