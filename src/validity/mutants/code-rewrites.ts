import type { SgNode } from '@ast-grep/napi';
import type { Answer } from '../../answer/answer.ts';
import { pythonRoot } from '../../checks/tree.ts';

/** An answer with the code of its Python files rewritten in place. */
export function withCode({ text, files }: Answer, rewrite: (code: string) => string): string {
  let result = text;
  for (const { name, text: code } of files.values()) {
    // A block that was indented isn't in the text as it stands; then it stays as it is.
    if (name?.endsWith('.py') && result.includes(code)) result = result.replace(code, () => rewrite(code));
  }
  return result;
}

/** The same program, laid out otherwise: one argument a line, and blank lines between statements. */
export function reformatted(code: string): string {
  const root = pythonRoot(code);
  const lists = root
    .findAll({ rule: { kind: 'argument_list', not: { has: { kind: 'comment', stopBy: 'end' } } } })
    .filter((node) => node.range().start.line === node.range().end.line && node.children().length > 4)
    .filter(
      (node) =>
        !node
          .ancestors()
          .some((each) => ['argument_list', 'string', 'interpolation'].includes(String(each.kind()))),
    );
  const lines = code.split('\n');
  const edits = lists.map((node) => {
    const indent = /^\s*/.exec(lines[node.range().start.line] ?? '')?.[0] ?? '';
    return node.replace(`(\n${indent}    ${node.text().slice(1, -1)}\n${indent})`);
  });
  const spread = root.commitEdits(edits);
  const strings = linesInStrings(spread);
  return spread
    .split('\n')
    .flatMap((line, i, all) =>
      /^\S/.test(line) &&
      !strings.has(i) &&
      /^\s|^$/.test(all[i - 1] ?? 'x') &&
      !/^[)\]}]|^(else|elif|except|finally)\b/.test(line)
        ? ['', '', line]
        : [line],
    )
    .join('\n');
}

/** Lines that start inside a string of several lines: what is added there would be added to the string. */
function linesInStrings(code: string): Set<number> {
  const inside = new Set<number>();
  for (const node of pythonRoot(code).findAll({ rule: { kind: 'string' } })) {
    const { start, end } = node.range();
    for (let line = start.line + 1; line <= end.line; line += 1) inside.add(line);
  }
  return inside;
}

/** The same program with the local variables of its functions under other names. */
export function renamed(code: string): string {
  const root = pythonRoot(code);
  const identifiers = root.findAll({ rule: { kind: 'identifier' } });
  const byName = Map.groupBy(identifiers, (node) => node.text());
  const quoted = root
    .findAll({ rule: { kind: 'string_content' } })
    .map((node) => node.text())
    .join('\n');
  const isFree = (name: string, nodes: readonly SgNode[]) =>
    nodes.some(isLocalTarget) && nodes.every(isPlain) && !new RegExp(`\\b${name}\\b`).test(quoted);
  const edits = [...byName].flatMap(([name, nodes]) =>
    name.length > 2 && isFree(name, nodes) ? nodes.map((node) => node.replace(`${name}_value`)) : [],
  );
  return root.commitEdits(edits);
}

function isLocalTarget(node: SgNode): boolean {
  const parent = node.parent();
  return (
    parent?.kind() === 'assignment' &&
    parent.field('left')?.id() === node.id() &&
    node.ancestors().some((each) => each.kind() === 'function_definition')
  );
}

/** Where an identifier is a name of something else's, or is seen outside its function, it has to stay. */
const bound = new Set([
  'keyword_argument',
  'parameters',
  'default_parameter',
  'typed_parameter',
  'typed_default_parameter',
  'lambda_parameters',
  'function_definition',
  'class_definition',
  'dotted_name',
  'aliased_import',
  'global_statement',
  'nonlocal_statement',
  'list_splat_pattern',
  'dictionary_splat_pattern',
]);

function isPlain(node: SgNode): boolean {
  const parent = node.parent();
  if (!parent) return false;
  if (parent.kind() === 'attribute') return parent.field('object')?.id() === node.id();
  if (parent.kind() === 'keyword_argument') return parent.field('value')?.id() === node.id();
  if (bound.has(String(parent.kind()))) return false;
  // A name of a module or a class may be asked for from outside.
  return node.ancestors().some((each) => each.kind() === 'function_definition') || !isTarget(node, parent);
}

function isTarget(node: SgNode, parent: SgNode): boolean {
  return parent.kind() === 'assignment' && parent.field('left')?.id() === node.id();
}
