import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt('commonmark');

/** A heading with everything below it up to the next heading of its rank. Lines count from 0; `end` is exclusive. */
export type Section = {
  readonly title: string;
  readonly level: number;
  readonly start: number;
  readonly end: number;
};

/** The sections of a Markdown text; fenced code that looks like a heading is not one. */
export function sectionsOf(body: string): Section[] {
  const tokens = markdown.parse(body, {});
  const headings = tokens.flatMap((token, i) =>
    token.type === 'heading_open' && token.level === 0 && token.map
      ? [
          {
            title: (tokens[i + 1]?.content ?? '').trim(),
            level: Number(token.tag.slice(1)),
            start: token.map[0],
          },
        ]
      : [],
  );
  const last = body.split('\n').length;
  return headings.map((heading, i) => {
    const next = headings.slice(i + 1).find(({ level }) => level <= heading.level);
    return { ...heading, end: next?.start ?? last };
  });
}

/**
 * The text without the named sections, every other line untouched.
 * @returns the text, or the titles that name no section
 */
export function dropSections(
  body: string,
  titles: readonly string[],
): { body: string } | { unknown: string[] } {
  const sections = sectionsOf(body);
  const unknown = titles.filter((title) => !sections.some((section) => section.title === title));
  if (unknown.length > 0) return { unknown };
  const dropped = sections.filter(({ title }) => titles.includes(title));
  const kept = body
    .split('\n')
    .filter((_, line) => !dropped.some(({ start, end }) => line >= start && line < end));
  return { body: kept.join('\n') };
}
