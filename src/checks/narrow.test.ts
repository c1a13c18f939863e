import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPlain, narrowed, narrowedExpression } from './narrow.ts';
import { treeOf } from './tree.ts';

it('narrows classes, wherever in a rule they stand', () => {
  expect(narrowed({ any: [{ regex: String.raw`\w[\d.]\\w\s\W` }], pattern: String.raw`\w` })).toEqual({
    any: [{ regex: String.raw`[0-9A-Za-z_][[0-9].]\\w[\t-\r ]\W` }],
    pattern: String.raw`\w`,
  });
});

it('takes no letter, mark, digit, connector or space beyond ASCII for plain', () => {
  const special = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}\p{White_Space}]/u;
  const letters = Array.from({ length: 0x110000 - 128 }, (_, i) => String.fromCodePoint(i + 128));
  expect(letters.filter((letter) => special.test(letter) && isPlain(letter))).toEqual([]);
});

it('matches in a plain text what it matched', () => {
  const classes = ['\\w', '\\d', '\\s', '\\W', '\\S', '\\D', '[\\w.-]', '[^\\w]', '[^\\s"]', '[\\d\\s]'];
  const nested = ['[^\\W\\d]', '[\\w&&[^a]]', '[\\w--\\d]', '\\w+', '\\d{2}', '\\s?', '(\\w|\\s)'];
  const piece = fc.constantFrom(...classes, ...nested, '\\\\w', '\\b', '.', 'a', 'k', '—', '^', '$');
  const expression = fc
    .tuple(fc.constantFrom('', '(?i)'), fc.array(piece, { minLength: 1, maxLength: 4 }))
    .map(([flags, pieces]) => flags + pieces.join(''));
  const text = fc
    .array(fc.constantFrom(...'aksKS_09 \t\\-.—“→×'), { maxLength: 8 })
    .map((characters) => `#${characters.join('')}`);
  const matches = (regex: string, source: string) => {
    const { root } = treeOf({ name: null, language: 'python', text: source, line: 1 }, 'python');
    return root.findAll({ rule: { kind: 'comment', regex } }).length;
  };
  fc.assert(
    fc.property(
      expression,
      text,
      (regex, source) =>
        isPlain(source) && matches(regex, source) === matches(narrowedExpression(regex), source),
    ),
    { numRuns: 3000, seed: 20_261_123 },
  );
});
