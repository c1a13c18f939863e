import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { literalsOf } from './literals.ts';
import { folded, holds } from './needs.ts';

describe('literalsOf', () => {
  it.each([
    ['re-?train\\w*', [['re-train', 'retrain']]],
    ['\\b(model|builder)s?\\b', [['model', 'builder']]],
    ['(?i)^Foo.*bar$', [['foo'], ['bar']]],
    ['(?P<name>ab)+c{2}', [['ab'], ['c']]],
    ['a{0,2}x\\x41\\u{42}', [['xab']]],
    ['\\Qa.b\\Ec', [['a.bc']]],
    ['roll[- ]back', [['roll-back', 'roll back']]],
    ['(fit|train)_\\w+|\\d+ fits', [['fit_', 'train_', ' fits']]],
  ])('%s', (expression, needs) => expect(literalsOf(expression)).toEqual(needs));

  it.each([
    'a|',
    '(ab)*',
    'x?',
    'a{0,3}',
    '[ab]|.',
    'é',
    '(?x) a b',
    'a{,2}',
    '[]a]b',
    '[a[b]]c',
    '\\b{start}a',
    'ab(?=c)',
    '(',
    '\\Qab\\E*',
    'a{0}',
    '\\pLu?',
  ])('says nothing of %s', (expression) => expect(literalsOf(expression)).toEqual([]));

  it('never excludes a text that matches', () => {
    let matched = 0;
    fc.assert(
      fc.property(
        expressionAndMatch,
        fc.constantFrom('', 'x ', 'ſK', 'İ\n'),
        ([expression, match], around) => {
          const text = around + match + around;
          const pattern = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
          if (!pattern.matcher(text).find()) return true;
          matched++;
          return holds(literalsOf(expression), folded(text));
        },
      ),
      { numRuns: 20_000, seed: 20_261_123 },
    );
    // The generator means its strings to match; anchors and word boundaries spoil some.
    expect(matched).toBeGreaterThan(10_000);
  });

  it('knows every character that folds to an ASCII letter', () => {
    const pattern = RE2JS.compile('[a-z]', RE2JS.CASE_INSENSITIVE);
    const letters = Array.from({ length: 0x110000 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => pattern.matcher(letter).find());
    expect(letters.filter((letter) => !/^[a-z]$/.test(folded(letter)))).toEqual([]);
  });
});

/** An expression, with a string that it is meant to match. */
type Sample = readonly [expression: string, match: string];
const sample = (expression: string, match: string): Sample => [expression, match];

const leaf: fc.Arbitrary<Sample> = fc.oneof(
  fc.stringMatching(/^[a-eksKSI_ ]{1,4}$/).map((word) => sample(RE2JS.quote(word), word)),
  fc.stringMatching(/^[aksKS.+]{1,3}$/).map((word) => sample(`\\Q${word}\\E`, word)),
  fc.constantFrom<Sample>(
    ['k', 'K'],
    ['s', 'ſ'],
    ['S', 's'],
    ['K', 'k'],
    ['é', 'É'],
    ['İ', 'İ'],
    ['😀', '😀'],
    ['.', 'q'],
    ['\\w', 'w'],
    ['\\d', '7'],
    ['\\s', ' '],
    ['\\S', 'ſ'],
    ['\\D', 'a'],
    ['\\x41', 'a'],
    ['\\x{4b}', 'K'],
    ['\\x{17f}', 's'],
    ['\\pL', 'é'],
    ['\\p{Greek}', 'β'],
    ['\\P{L}', '5'],
    ['\\.', '.'],
    ['\\-', '-'],
    ['\\t', '\t'],
    ['[ab]', 'B'],
    ['[^ab]', 'c'],
    ['[a-k]', 'K'],
    ['[[:alpha:]]', 'z'],
    ['[^]a]', 'b'],
    ['[]a]', ']'],
    ['[]a[b]', '['],
    ['[- ]', '-'],
    ['[\\]x]', ']'],
    ['[k\\d]', '4'],
    ['[sk]', 'ſ'],
    ['[a\\-c]', '-'],
    ['\\b', ''],
    ['\\B', ''],
    ['^', ''],
    ['$', ''],
    ['\\A', ''],
    ['\\z', ''],
    ['()', ''],
    ['(?i)', ''],
    ['(?m)', ''],
    ['(?-i)', ''],
  ),
);

const quantifiers: readonly (readonly [string, number])[] = [
  ['?', 0],
  ['?', 1],
  ['*', 0],
  ['*', 2],
  ['+', 1],
  ['+', 2],
  ['{0,2}', 0],
  ['{2}', 2],
  ['{1,}', 3],
  ['{0}', 0],
  ['{0,1}', 1],
  ['??', 0],
  ['*?', 1],
  ['+?', 2],
  ['{1,3}?', 2],
];

const { expressionAndMatch } = fc.letrec<{ expressionAndMatch: Sample }>((tie) => ({
  expressionAndMatch: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    leaf,
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?P<n>', '(?<m>', '(?i:', '(?s-i:'), tie('expressionAndMatch'))
      // A name may stand only once in an expression.
      .map(([open, [inner, match]]) =>
        sample(`${open.includes('<') && /<[nm]>/.test(inner) ? '(' : open}${inner})`, match),
      ),
    fc
      .tuple(tie('expressionAndMatch'), fc.constantFrom(...quantifiers))
      .map(([[inner, match], [quantifier, times]]) =>
        sample(`(?:${inner})${quantifier}`, match.repeat(times)),
      ),
    fc
      .tuple(leaf, fc.constantFrom('?', '*', '+'))
      .map(([[inner, match], quantifier]) =>
        sample(/^\(\?|^[\^$]|^\\[bBAz]$|^\\Q/.test(inner) ? inner : inner + quantifier, match),
      ),
    fc
      .array(tie('expressionAndMatch'), { minLength: 2, maxLength: 4 })
      .map((parts) =>
        sample(unnamed(parts.map(([inner]) => inner)).join(''), parts.map(([, match]) => match).join('')),
      ),
    fc
      .tuple(fc.array(tie('expressionAndMatch'), { minLength: 2, maxLength: 3 }), fc.nat({ max: 2 }))
      .map(([parts, pick]) =>
        sample(
          `(?:${unnamed(parts.map(([inner]) => inner)).join('|')})`,
          parts[pick % parts.length]?.[1] ?? '',
        ),
      ),
  ),
}));

function unnamed(expressions: readonly string[]): string[] {
  return expressions.map((each) => each.replaceAll(/\(\?P?<[nm]>/g, '('));
}
