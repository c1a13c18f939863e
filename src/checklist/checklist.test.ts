import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAgent } from '../agent/agent.ts';
import { checklistOf } from './checklist.ts';

const document = readFileSync(
  path.resolve(import.meta.dirname, '../../agents/machine-learning-engineer.md'),
  'utf8',
);
const items = (text: string) => checklistOf(parseAgent(text, 'agents/a.md'));
const agent = (body: string) => `---\nname: a\ndescription: b\n---\n${body}`;

describe('checklistOf', () => {
  it('finds all 60 bullets and numbered lines of the document, each once', () => {
    const found = items(document);
    expect(found).toHaveLength(60);
    expect(new Set(found.map(({ id }) => id)).size).toBe(60);
    expect(found.filter(({ section }) => section === 'ML Engineering Checklist').map(({ id }) => id)).toEqual(
      [
        'model-performance',
        'scalability',
        'monitoring',
        'versioning',
        'testing',
        'documentation',
        'security',
      ].map((label) => `ml-engineering-checklist/${label}`),
    );
  });

  it('points at the line in the file', () => {
    const lines = document.split('\n');
    for (const { line, text } of items(document)) {
      const plain = (lines[line - 1] ?? '').replace(/^(?:[-*]|\d+\.) (?:\[ \] )?/, '').replaceAll('**', '');
      expect(plain).toBe(text);
    }
  });

  it('keeps all ids when a bullet is added or reworded', () => {
    const before = items(document).map(({ id }) => id);
    const edited = document.replace(
      '- [ ] **Testing**: Unit and integration tests',
      '- [ ] **Rollback**: Practised\n- [ ] **Testing**: All of it',
    );
    const after = items(edited).map(({ id }) => id);
    expect(after.filter((id) => id !== 'ml-engineering-checklist/rollback')).toEqual(before);
  });

  it('takes no line of a code sample for an item', () => {
    expect(items(agent('# A\n\n```\n- no\n1. no\n```\n\n- yes\n'))).toMatchObject([
      { id: 'a/yes', line: 12 },
    ]);
  });

  it('refuses two items with one label', () => {
    expect(() => items(agent('# A\n\n- **b**: one\n- **b**: two\n'))).toThrow(
      'agents/a.md:8:1: a second item `a/b`',
    );
  });
});
