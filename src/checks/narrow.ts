/**
 * Rust's `\w`, `\d` and `\s` are of all scripts, and every such class in an expression takes it up to a millisecond to
 * compile, `(?i)[\w-]{0,40}` twenty. In a text without letters, digits or spaces beyond ASCII they mean no more than
 * these.
 */
const classes: Readonly<Record<string, string>> = { w: '[0-9A-Za-z_]', d: '[0-9]', s: '[\\t-\\r ]' };

/**
 * ASCII, and what prose in a comment is made of besides: dashes, typographic quotes, arrows, mathematics, boxes. These
 * blocks hold no letter, mark, digit, connector or space in any version of Unicode.
 */
const plain = /^[\0-\x7f°±×‐-‧‰-‾←-\u245f─-⯿]*$/;

/** Whether narrowed expressions match in this text, and any part of it, as they did before. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/** The same rule, with the classes in all its regular expressions narrowed. */
export function narrowed(rule: unknown): unknown {
  if (Array.isArray(rule)) return rule.map(narrowed);
  if (typeof rule !== 'object' || rule === null) return rule;
  return Object.fromEntries(
    Object.entries(rule).map(([key, value]: [string, unknown]) => [
      key,
      key === 'regex' && typeof value === 'string' ? narrowedExpression(value) : narrowed(value),
    ]),
  );
}

/** Inside a class too: Rust takes a class in a class. */
export function narrowedExpression(expression: string): string {
  return expression.replaceAll(/\\([^])/g, (escape, letter: string) => classes[letter] ?? escape);
}
