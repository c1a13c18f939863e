import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentLine, dropBlock, dropLine, hedge, negate, quoteAsRejected } from './edits.ts';

const lines = [
  '# Title',
  '',
  '- First claim, and it holds. **Second** claim.',
  '  Third claim.',
  '- Other item',
  '',
  'End.',
];
const place = { line: 3, text: 'Second claim.' };

describe('edits', () => {
  it('take out, negate, quote and hedge the sentence they are given, and leave the rest of its block', () => {
    expect(dropBlock(lines, place)).toEqual(['# Title', '', '', '', '- Other item', '', 'End.']);
    expect(negate(lines, place)[2]).toBe('- First claim, and it holds. never Second claim. Third claim.');
    expect(negate(lines, { line: 3, text: 'First claim, and it holds.' })[2]).toContain(
      'never First claim, and never it holds.',
    );
    expect(hedge(lines, place)[2]).toContain('Perhaps, or perhaps not, second claim.');
    expect(quoteAsRejected(lines, place)[2]).toMatch(/^> Second claim\. /);
  });

  it('comment a line where it stands', () => {
    expect(commentLine(['a', '    b()'], { line: 2, text: 'b()' })).toEqual(['a', '    # b()']);
    expect(dropLine(['a', 'b'], { line: 2, text: 'b' })).toEqual(['a', '']);
  });

  it('keep the number of lines, so that other places stay where they are', () => {
    const text = fc.array(fc.stringMatching(/^[-#> |a-z.`]{0,12}$/), { minLength: 1, maxLength: 12 });
    const places = text.chain((all) => fc.tuple(fc.constant(all), fc.integer({ min: 1, max: all.length })));
    for (const edit of [dropBlock, dropLine, commentLine, negate, hedge, quoteAsRejected]) {
      fc.assert(
        fc.property(
          places,
          ([all, line]) => edit(all, { line, text: all[line - 1] ?? '' }).length === all.length,
        ),
      );
    }
  });
});
