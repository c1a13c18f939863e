/** Text of an answer made safe for a terminal: control characters, escape sequences among them, become visible. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
      (character) => {
        const code = character.codePointAt(0) ?? 0;
        return `\\u${code.toString(16).padStart(4, '0')}`;
      },
    );
}
