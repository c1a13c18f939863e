import { baseline } from '../agent/variant.ts';
import { loadProject } from '../project.ts';
import { coverageOf } from '../validity/coverage.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';

export const command: Command = {
  about: 'which item of the document is checked, by which checks of which fixtures, and what nothing covers',
  async run(_arguments, { root, out }) {
    const { checklist, fixtures } = loadProject(root);
    const covered = coverageOf(checklist, fixtures);
    let section = '';
    for (const { item, checks } of covered) {
      if (item.section !== section) out(`\n${item.section}\n`);
      section = item.section;
      out(`  ${checks.length > 0 ? ' ' : '!'} ${item.id}\n`);
      for (const [fixture, group] of Map.groupBy(checks, (each) => each.fixture)) {
        out(`        ${fixture}: ${group.map(({ check }) => check).join(', ')}\n`);
      }
      if (checks.length === 0) out(`        nothing checks it (agents/${baseline}.md:${item.line})\n`);
    }
    const open = covered.filter(({ checks }) => checks.length === 0).length;
    out(
      `\n${covered.length - open} of ${covered.length} items are checked, by ${fixtures.length} fixtures; ${open} by nothing\n`,
    );
    return exit.pass;
  },
};
