import path from 'node:path';

/** Info words of a fence that a file of this ending may have; an ending that isn't listed goes with any. */
const languages: Readonly<Record<string, readonly string[]>> = {
  '.py': ['python', 'py', 'python3'],
  '.md': ['markdown', 'md', 'mdx'],
  '.yaml': ['yaml', 'yml'],
  '.yml': ['yaml', 'yml'],
  '.json': ['json', 'jsonc'],
  '.jsonl': ['json', 'jsonl'],
  '.toml': ['toml', 'ini'],
  '.ini': ['ini', 'toml', 'cfg'],
  '.cfg': ['ini', 'cfg'],
  '.sh': ['bash', 'sh', 'shell', 'zsh'],
  '.txt': ['text', 'txt', 'plaintext', 'requirements', 'pip-requirements'],
  '.js': ['js', 'javascript'],
  '.sql': ['sql'],
};

const known = new Set(Object.values(languages).flat());
const bareName = /^(Dockerfile|Makefile|Procfile|Jenkinsfile|\.dockerignore|\.gitignore|\.env(\.\w+)?)$/;
const pathName = /^[\w.@-]+(\/[\w.@-]+)*\.[A-Za-z]\w{0,11}$/;

/** A relative path that may become a file of a scratch directory: no root, no `..`, no surprise characters. */
export function asFileName(word: string): string | null {
  const name = word.replace(/^\.\//, '');
  if (name.length > 200 || name.split('/').includes('..')) return null;
  const last = path.posix.basename(name);
  return pathName.test(name) || (bareName.test(last) && /^[\w./@-]+$/.test(name) && !name.startsWith('/'))
    ? name
    : null;
}

/** Whether a block with this info word can be the file of this name. */
export function fits(name: string, language: string): boolean {
  if (language === 'diff' || language === 'patch') return false;
  const allowed = languages[path.posix.extname(name)];
  return (
    language === '' ||
    (allowed ? allowed.includes(language) : !known.has(language) || bareName.test(path.posix.basename(name)))
  );
}

/** The first word of an info string, lower case: the language by convention. */
export function languageOf(info: string): string {
  return /^\{?\.?([\w+#-]*)/.exec(info)?.[1]?.toLowerCase() ?? '';
}

/** A name inside the info string: `python title="a.py"`, `python:a.py`, `python a.py`, `a.py`. */
export function nameInInfo(info: string): string | null {
  for (const word of info.split(/[\s{},]+/)) {
    const value = word.replace(/^\w+[=:]/, '').replace(/^["']|["']$/g, '');
    const name = asFileName(value);
    if (name) return name;
  }
  return null;
}

/** A first line that is a comment with nothing but a name, as in `# src/a.py` or `# File: a.py`. */
export function nameInComment(text: string): string | null {
  const first = text.slice(0, 300).split('\n', 1)[0] ?? '';
  const match =
    /^\s*(?:#|\/\/|--|;|<!--|\/\*)\s*(?:file(?:name)?\s*[:=]\s*)?`?([^\s`]+?)`?\s*(?:-->|\*\/)?\s*$/i.exec(
      first,
    );
  return match?.[1] ? asFileName(match[1]) : null;
}

/**
 * The name in a heading, or in a line above a block.
 * A heading may hold more than the name; a line that names several files names none of them.
 */
export function nameInLine(line: string, heading: boolean): string | null {
  // Markdown lets any punctuation be escaped, and `__init__` would be bold without.
  const plain = line.slice(0, 400).replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
  const words = plain.match(/[\w.@/-]+/g) ?? [];
  const names = [...new Set(words.flatMap((word) => asFileName(word.replace(/\.+$/, '')) ?? []))];
  return heading || names.length === 1 ? (names[0] ?? null) : null;
}
