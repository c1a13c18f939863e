import MarkdownIt, { type Token } from 'markdown-it';
import type { Agent } from '../agent/agent.ts';
import { InputError } from '../input/input-error.ts';
import { slug } from './slug.ts';

/** A bullet or numbered line of the document. */
export type ChecklistItem = {
  /** `<heading>/<label>`, both as slugs: stable while the heading and the item's label stay. */
  readonly id: string;
  /** The heading that the item stands under. */
  readonly section: string;
  /** The item as a reader sees it, without Markdown. */
  readonly text: string;
  /** The line of the agent file, counted from 1. */
  readonly line: number;
};

const markdown = new MarkdownIt('commonmark');

/**
 * Every bullet and numbered line of an agent's document, in its order.
 *
 * An id holds neither position nor explanation, so that adding a bullet or rewording one leaves all others alone.
 * @throws {InputError} when two items of one heading have the same label: their ids would be one
 */
export function checklistOf(agent: Agent): ChecklistItem[] {
  const tokens = markdown.parse(agent.body, {});
  const items: ChecklistItem[] = [];
  let section = '';
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'heading_open') section = plain(tokens[i + 1]);
    if (token.type !== 'list_item_open') continue;
    const inline = tokens[i + 2];
    if (inline?.type !== 'inline') continue;
    const text = plain(inline).replace(/^\[[ xX]\] /, '');
    items.push({
      id: `${slug(section)}/${slug(labelOf(inline))}`,
      section,
      text,
      line: agent.bodyLine + (token.map?.[0] ?? 0),
    });
  }
  const twice = items.filter(({ id }, i) => items.findIndex((other) => other.id === id) < i);
  if (twice.length > 0) {
    throw new InputError(
      twice.map(({ id, line }) => ({
        file: agent.file,
        line,
        col: 1,
        message: `a second item \`${id}\`: expected another label`,
      })),
    );
  }
  return items;
}

/** The words that name an item: its bold lead where it has one, else what stands before a colon or parenthesis. */
function labelOf(inline: Token): string {
  const children = inline.children ?? [];
  const lead = children.findIndex(({ type }) => type === 'strong_open');
  const before = children
    .slice(0, Math.max(lead, 0))
    .every(({ content }) => /^(\[[ xX]\])?\s*$/.test(content));
  if (lead !== -1 && before) {
    const end = children.findIndex(({ type }, i) => i > lead && type === 'strong_close');
    return children
      .slice(lead, end)
      .map(({ content }) => content)
      .join('');
  }
  return plain(inline).split(/[:(]/)[0] ?? '';
}

function plain(inline: Token | undefined): string {
  const pieces = (inline?.children ?? []).map((token) => (token.type === 'softbreak' ? ' ' : token.content));
  return pieces.join('').trim();
}
