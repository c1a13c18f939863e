import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { compare } from '../gate/compare.ts';
import type { Row } from '../score/row.ts';
import { hostile } from '../testing/hostile.ts';
import { annotations } from './annotations.ts';
import { gateJunit } from './gate-junit.ts';
import { gateMarkdown, marker } from './gate-markdown.ts';
import type { GateReport } from './gate-report.ts';
import { gateTerminal } from './gate-terminal.ts';
import { code, prose } from './markdown.ts';

const github = new MarkdownIt({ html: true, linkify: true });

const row = (variant: string, fixture: string, repeat: number, passes: boolean, text: string): Row => ({
  variant,
  fixture,
  repeat,
  collection: 'hand',
  key: 'k',
  source: 'import',
  model: 'm',
  taken: '2026-11-23',
  finding: null,
  score: passes ? 1 : 0.5,
  checks: ['kept', 'broken'].map((id) => ({
    id,
    items: [`section/${id}`],
    grader: 'says',
    weight: 1,
    must: false,
    verdict: id === 'kept' || passes ? 'pass' : 'fail',
    reason: text,
    evidence: [{ file: null, line: 3, text }],
  })),
});
const arm = (variant: string, passes: boolean, text: string, fixtures = 8) =>
  Array.from({ length: fixtures }, (_, i) => `f/${i}`).flatMap((fixture) =>
    [1, 2, 3].map((repeat) => row(variant, fixture, repeat, passes, text)),
  );

function reportOf(base: Row[], candidate: Row[], label = 'edited'): GateReport {
  const comparison = compare(base, candidate, { permutations: 199 }, 1);
  const side = { origin: 'agents/x.md', file: 'agents/x.md', models: ['m'], taken: ['2026-11-23'] };
  return {
    schema: 1,
    outcome: comparison.verdict,
    base: { ...side, label: 'before' },
    candidate: { ...side, label },
    collection: 'hand',
    judge: null,
    comparison,
    notCompared: [],
    regraded: [],
    unscored: [],
    wanting: [],
    price: null,
    verification: { done: false, why: 'x' },
  };
}

const rows = { base: arm('before', true, 'said'), candidate: arm('edited', false, hostile) };
const report = reportOf(rows.base, rows.candidate, hostile);

describe('Markdown', () => {
  it('shows any text as itself in a code span, also in a table', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.boolean(), (text, inTable) => {
        const span = code(text, inTable);
        const rendered = github.render(inTable ? `| a | b |\n| - | - |\n| ${span} | x |` : `- ${span}`);
        expect(rendered.match(/<(?!\/?(?:ul|li|code|table|thead|tbody|tr|th|td)\b)[^>]*>/)).toBeNull();
        expect(rendered.match(/<code>/g)).toHaveLength(1);
        expect(rendered.match(/<td>x<\/td>|<li>/g)).toHaveLength(1);
      }),
    );
  });

  it('makes nothing of a hostile sentence', () => {
    expect(github.render(prose(hostile))).not.toMatch(/<(?!\/?p>)/);
    expect(prose('@everyone #12 https://example.org')).toBe(
      '@\u2060everyone \\#\u206012 https:\u2060//example.org',
    );
  });

  it('puts the marker first, then the verdict, then what got worse with a quotation', () => {
    const text = gateMarkdown(report, rows);
    expect(text.startsWith(`${marker}\n## REGRESS: `)).toBe(true);
    expect(text).toMatch(
      /### What got worse\n\n- `section\/broken` \*\*−100.0\*\*; `broken` of `f\/0`: base 3 of 3, candidate 0 of 3\n {2}> ✗ candidate/,
    );
    expect(github.render(text)).not.toMatch(/<(?:script|img|a|svg|style)\b/);
  });

  it('fits into a comment', () => {
    const names = Array.from({ length: 400 }, (_, i) => `${i}${'x'.repeat(400)}`);
    const long = names.flatMap((name) => [1, 2, 3].map((repeat) => row('v', name, repeat, true, hostile)));
    const text = gateMarkdown(
      { ...reportOf(long, long), notCompared: names.map((fixture) => ({ fixture, why: hostile })) },
      { base: long, candidate: long },
    );
    expect(text.length).toBeLessThan(65_536);
  });
});

describe('JUnit', () => {
  it('fails the verdict and the checks that it rests on, with their reasons', () => {
    const xml = gateJunit(report, rows);
    expect(xml).toContain('tests="17" failures="9" errors="0" skipped="0"');
    expect(xml).toContain('<testcase name="verdict" classname="gate"><failure message="REGRESS: ');
    expect(xml).toContain(
      '<testcase name="broken" classname="f/0"><failure message="base 3 of 3, candidate 0 of 3">',
    );
    expect(xml).toContain('<testcase name="kept" classname="f/0"><system-out>');
    expect(xml).not.toMatch(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|<script/);
  });
});

describe('annotations', () => {
  const text = report.comparison
    ? annotations(report.comparison, rows, 'agents/x.md', new Map([['section/broken', 41]]))
    : '';

  it('stand on the line of the item that got worse', () => {
    expect(text).toMatch(
      /^::error file=agents\/x\.md,line=41,title=section\/broken −100\.0 points::broken of f\/0/,
    );
  });

  it('are one command each, whatever the answers hold', () => {
    expect(
      text
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('::error file=agents/x.md,')),
    ).toBe(true);
    expect(text).toContain('%0A');
  });
});

describe('the terminal', () => {
  it('says the verdict first and lets no line begin with what an arm is called', () => {
    const text = gateTerminal(report);
    expect(text.startsWith('REGRESS  ')).toBe(true);
    expect(text).not.toContain('\u001b');
    expect(text.split('\n').filter((line) => line.trim().startsWith('::'))).toEqual([]);
  });
});
