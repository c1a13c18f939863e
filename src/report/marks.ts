/**
 * A Markdown text with the generated part between two marks put up to date.
 * @param name of the part, and of the command that writes it with `--write`
 * @returns null where the text has no such marks
 */
export function between(text: string, name: string, generated: string): string | null {
  const start = `<!-- ${name}: npm run ${name} -- --write -->`;
  const [from, to] = [text.indexOf(start), text.indexOf(`<!-- end of ${name} -->`)];
  return from === -1 || to < from
    ? null
    : `${text.slice(0, from)}${start}\n\n${generated}\n\n${text.slice(to)}`;
}
