import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { baseline } from '../agent/variant.ts';
import { loadProject } from '../project.ts';
import { coverageTable } from '../report/coverage-table.ts';
import { between } from '../report/marks.ts';
import { type Covered, coverageOf } from '../validity/coverage.ts';
import { loadWaivers, type Waiver } from '../validity/waivers.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';

const page = 'README.md';

export const command: Command = {
  about: 'which item of the document is checked, by which checks of which fixtures, and what nothing covers',
  options: {
    write: { type: 'boolean', about: `put the table of items and fixtures in ${page} up to date` },
  },
  async run({ values }, { root, out, err }) {
    const { checklist, fixtures } = loadProject(root);
    const covered = coverageOf(checklist, fixtures);
    const checked = new Set(covered.filter(({ checks }) => checks.length > 0).map(({ item }) => item.id));
    const waivers = loadWaivers(
      root,
      checklist.map(({ id }) => id),
      checked,
    );
    out(listing(covered, waivers));
    const open = covered.filter(
      ({ item, checks }) => checks.length === 0 && !waivers.some((waiver) => waiver.item === item.id),
    );
    out(
      `\n${checked.size} of ${covered.length} items are checked, by ${fixtures.length} fixtures; ${waivers.length} are waived; ${open.length} are neither\n`,
    );
    if (values['write'] === true) write(path.join(root, page), coverageTable(covered, waivers));
    for (const { item } of open)
      err(
        `agents/${baseline}.md:${item.line}:1: \`${item.id}\` is neither checked nor waived: add a check that serves it, or a waiver with a reason to fixtures/waivers.yaml\n`,
      );
    return open.length === 0 ? exit.pass : exit.regress;
  },
};

function listing(covered: readonly Covered[], waivers: readonly Waiver[]): string {
  const lines: string[] = [];
  for (const [section, group] of Map.groupBy(covered, ({ item }) => item.section)) {
    lines.push('', section);
    for (const { item, checks } of group) {
      const waiver = waivers.find((each) => each.item === item.id);
      lines.push(`  ${checks.length > 0 ? ' ' : waiver ? '~' : '!'} ${item.id}`);
      for (const [fixture, own] of Map.groupBy(checks, (each) => each.fixture))
        lines.push(`        ${fixture}: ${own.map(({ check }) => check).join(', ')}`);
      if (waiver) lines.push(`        waived since ${waiver.since}: ${waiver.reason}`);
      else if (checks.length === 0)
        lines.push(`        nothing checks it (agents/${baseline}.md:${item.line})`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function write(file: string, table: string): void {
  const text = between(readFileSync(file, 'utf8'), 'coverage', table);
  if (text === null) throw new TypeError(`${file} has no marks for the table`);
  writeFileSync(file, text);
}
