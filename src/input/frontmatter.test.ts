import { describe, expect, it } from 'vitest';
import { splitFrontmatter } from './frontmatter.ts';
import { InputError } from './input-error.ts';

const split = (text: string) => splitFrontmatter(text, 'a.md');
const problems = (text: string) => {
  try {
    split(text);
    return [];
  } catch (error) {
    return (error as InputError).message.split('\n');
  }
};

describe('splitFrontmatter', () => {
  it('keeps the body byte for byte', () => {
    const body = '\n\n  text \t\r\n---\n{{x}}\n---\nno newline at the end';
    expect(split(`---\nname: a\n---\n${body}`)).toMatchObject({
      body,
      bodyLine: 4,
      head: { value: { name: 'a' } },
    });
  });

  it('reads CRLF files', () => {
    expect(split('---\r\nname: a\r\n---\r\nbody\r\n')).toMatchObject({
      body: 'body\r\n',
      head: { value: { name: 'a' } },
    });
  });

  it('takes empty frontmatter', () => {
    expect(split('---\n---\nbody').body).toBe('body');
  });

  it.each([
    ['no frontmatter', 'name: a\n', 'a.md:1:1: no frontmatter: expected the first line to be `---`'],
    ['an empty file', '', 'a.md:1:1: no frontmatter: expected the first line to be `---`'],
    [
      'an unclosed fence',
      '---\nname: a\nbody',
      'a.md:1:1: the frontmatter is never closed: expected a line `---` after it',
    ],
    [
      'another language',
      '---js\nprocess.exit()\n---\n',
      'a.md:1:1: frontmatter must be YAML: expected `---`, found `---js`',
    ],
    [
      'a longer fence',
      '---\na: 1\n----\nb\n---\n',
      'a.md:3:1: expected the closing fence to be exactly `---`',
    ],
    [
      'a plain value with a colon',
      '---\ndescription: Foo: bar\n---\n',
      'a.md:2:14: a plain value can’t hold ": "; put the value between quotes',
    ],
    ['an alias', '---\na: &x [*x]\n---\n', 'a.md:2:8: aliases are not supported here'],
    ['a duplicate key', '---\na: 1\na: 2\n---\n', 'a.md:3:1: Map keys must be unique'],
  ])('refuses %s', (_, text, message) => {
    expect(problems(text)).toContain(message);
  });

  it('is not fooled by an earlier failure: nothing is cached', () => {
    expect(problems('---\na: [\n---\n')).not.toEqual([]);
    expect(problems('---\na: [\n---\n')).not.toEqual([]);
  });
});
