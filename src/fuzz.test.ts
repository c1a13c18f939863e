import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAgent } from './agent/agent.ts';
import { longestAnswer } from './answer/answer.ts';
import { readChecks } from './checks/checks.ts';
import { gradeAnswer } from './checks/grade.ts';
import { checklistOf } from './checklist/checklist.ts';
import { parseLabelled } from './fixture/labelled.ts';
import { parseTask } from './fixture/task.ts';
import { digest } from './input/digest.ts';
import { InputError } from './input/input-error.ts';
import { readYaml } from './input/located.ts';
import { formatRecording, parseRecording, type Recording } from './recording/recording.ts';
import { keyOf } from './recording/request.ts';
import { printable } from './report/printable.ts';

// Together 10,000 cases; the seed is fixed so that a failure can be found again.
const runs = (numRuns: number) => ({ numRuns, seed: 20261123 });

const pieces = [
  '---',
  '\n',
  '\r\n',
  ': ',
  '- ',
  '  ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '&a',
  '*a',
  '!!js/function',
  '<<',
  '|',
  '>',
  '#',
  '\t',
  '\u0000',
  '\ud800',
  '\u001b[31m',
  '{{x}}',
  '<script>',
  'name',
  'description',
  'id',
  'asks',
  'item',
  'says',
  'code',
  'has',
  'lacks',
  'pattern',
  'kind',
  'any',
  'all',
  'not',
  'expect',
  'type',
  'weight',
  'must',
  'a/b',
  'x',
  '1',
  '-1',
  'true',
  'null',
  '/(/',
  '/a+/',
  '$A',
  'key',
  'request',
  'title',
  'files',
  '../x',
  '```',
  '```python\n',
  '~~~',
  '# a.py\n',
  '### `train.py`\n',
  'def f(:\n',
  '(((',
  '> ',
  '<!--',
  '-->',
  '|a|b|\n|-|-|\n',
  'Not said. ',
] as const;

const soup = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** A right text with a few of its characters replaced: it gets further into a parser than noise does. */
const mutated = (text: string) =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.constantFrom(...pieces), fc.nat(8)), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) => {
      let result = text;
      for (const [at, piece, cut] of edits) result = result.slice(0, at) + piece + result.slice(at + cut);
      return result;
    });

/** Runs a parser; the only way it may fail is by a typed error whose every problem has a place in the file. */
function holds(text: string, parse: (text: string) => unknown): void {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { problems } = error as InputError;
    expect(problems.length).toBeGreaterThan(0);
    const lines = text.split('\n').length;
    for (const { file, line, col, message } of problems) {
      expect(file).toBe('f');
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines + 1);
      expect(col).toBeGreaterThanOrEqual(1);
      expect(message).not.toBe('');
    }
  }
}

const agent = '---\nname: a\ndescription: Use it.\n---\n# A\n\n- **b**: c\n';
const task = '---\ntitle: T\nkind: repair\nfiles: []\nanswer: [train.py]\n---\nPlease repair.\n';
const labelled = '---\nkind: reference\nexpect:\n  "*": pass\n  a: fail\n---\nText.\n';
const checks = `- id: a
  asks: Is it as it should be?
  item: [a/b]
  weight: 2
  any:
    - says: { any: [set_epoch, "/a(b|c)+/"], in: "*.md" }
    - not: { code: { has: { pattern: $A.b($$$), inside: { kind: for_statement, stopBy: end } } } }
    - expect: { type: contains, value: x }
`;
const request = { system: null, message: digest('m'), parts: { t: digest('t') } };
const recording: Recording = {
  key: keyOf('c', 1, request),
  collection: 'c',
  variant: 'v',
  fixture: 'f/g',
  repeat: 1,
  request,
  provenance: {
    source: 'import',
    collected: 'x',
    date: '2026-11-23',
    model: 'x',
    usage: 'unknown',
    instructions: 'x',
  },
  text: 'An answer.\n',
};

describe('whatever is fed in, nothing but typed errors with a place', () => {
  it.each([
    ['agents', agent, (text: string) => checklistOf(parseAgent(text, 'f'))],
    ['tasks', task, (text: string) => parseTask(text, 'f', import.meta.dirname)],
    ['labelled answers', labelled, (text: string) => parseLabelled(text, 'f', ['a', 'b'])],
    ['checks', checks, (text: string) => readChecks(readYaml(text, 'f'), ['a/b'])],
    ['recordings', formatRecording(recording), (text: string) => parseRecording(text, 'f')],
  ])('%s', (_, right, parse) => {
    expect(() => parse(right)).not.toThrow();
    fc.assert(
      fc.property(fc.oneof(soup, mutated(right)), (text) => holds(text, parse)),
      runs(1600),
    );
  });

  it('answers: every check has a verdict, and what is shown holds no control character', async () => {
    const compiled = readChecks(readYaml(checks, 'f'), ['a/b']);
    await fc.assert(
      fc.asyncProperty(soup, async (text) => {
        const graded = await gradeAnswer(text, 'train.py', compiled);
        expect(graded.map(({ verdict }) => verdict)).toEqual([
          expect.stringMatching(/^(pass|fail|unscored)$/),
        ]);
        for (const { evidence, reason } of graded) {
          for (const shown of [reason, ...evidence.map((each) => each.text)]) {
            expect(printable(shown)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
            expect(shown.isWellFormed()).toBe(true);
          }
        }
      }),
      runs(1500),
    );
  });

  it('recordings: what is written is read back', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const kept = text.toWellFormed();
        expect(parseRecording(formatRecording({ ...recording, text: kept }), 'f').text).toBe(kept);
      }),
      runs(500),
    );
  });

  it('an answer of 20 MB is unscored at once', async () => {
    const compiled = readChecks(readYaml(checks, 'f'), ['a/b']);
    const graded = await gradeAnswer('x'.repeat(20_000_000), null, compiled);
    expect(graded[0]?.reason).toContain(`more than ${longestAnswer}`);
  });
});
