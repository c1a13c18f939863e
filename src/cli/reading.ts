import { replayedJudge } from '../judge/choice.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import { type Fixture, fixtureIds } from '../fixture/fixture.ts';
import { halves } from '../fixture/labelled.ts';
import { readingsMarkdown, readingsText } from '../report/readings.ts';
import { judgeLabelled } from '../validity/judge.ts';
import { countReadings, disagreements, type Ruled } from '../validity/reading.ts';
import { usualCollection } from '../viewer/config.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { putBetween } from './put-between.ts';
import { takeSheet, writeSheet } from './sheets.ts';
import { UsageError } from './usage-error.ts';

const page = 'docs/validity.md';

/** The verdicts under test on answers that nobody wrote for them: labels by somebody who hasn't seen a verdict. */
export const command: Command = {
  about:
    'how right the verdicts are on sampled answers that were read blind; `sheet` writes what a reader gets, `take` makes a labelled answer of what came back',
  takes: '| sheet <fixture> <answer.md> <new folder> | take <folder>',
  options: {
    half: {
      type: 'string',
      value: halves.join('|'),
      about: 'take: what the reading is evidence of (docs/fixtures.md); default held-out',
    },
    write: { type: 'boolean', about: `put the tables in ${page} up to date` },
  },
  async run({ values, positionals }, context) {
    const { root, out } = context;
    const [what, ...more] = positionals;
    if (what === 'sheet') return writeSheet(more, context);
    if (what === 'take') return takeSheet(more, values, context);
    if (what !== undefined) throw new UsageError(`reading ${what}: expected sheet or take`);
    const fixtures = loadSomeFixtures(root, fixtureIds(fixturesFolder(root)));
    const ruled = await ruledBy(root, fixtures);
    const found = [countReadings(fixtures, ruled), disagreements(fixtures, ruled)] as const;
    out(readingsText(...found));
    if (values['write'] === true) putBetween(root, page, 'reading', readingsMarkdown(...found));
    return exit.pass;
  },
};

/** What the judge of the project's recordings has ruled on answers that were read. Nobody is asked. */
async function ruledBy(root: string, fixtures: readonly Fixture[]): Promise<Ruled> {
  const judge = replayedJudge(root, usualCollection(root));
  const labellings = (await Promise.all(fixtures.map((fixture) => judgeLabelled(fixture, judge)))).flat();
  const byFile = Map.groupBy(labellings, ({ file }) => file);
  return ({ file }) => new Map(byFile.get(file)?.map(({ check, found }) => [check, found]));
}
