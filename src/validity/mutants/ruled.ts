import type { Verdict } from '../../checks/verdict.ts';
import type { Fixture } from '../../fixture/fixture.ts';
import type { Judge } from '../../judge/judge.ts';
import type { Runs } from '../../sandbox/runs.ts';
import { askingAbout } from '../judge.ts';
import { readDemands, readMutants, type ReadOperator } from './read.ts';

/** What a judge made of one claim of a mutated reference. */
export type MutantRuling = {
  readonly fixture: string;
  readonly operator: ReadOperator;
  readonly check: string;
  readonly found: Verdict;
  readonly reason: string;
};

/** Whether a claim that was taken back is no longer seen, or one that was left is. */
export function isMet({ operator, found }: MutantRuling): boolean {
  return found === (readDemands[operator] === 'flips' ? 'fail' : 'pass');
}

/** Has a judge rule on the mutants of a fixture's reference. */
export async function judgeMutants(fixture: Fixture, runs: Runs, judge: Judge): Promise<MutantRuling[]> {
  const rulings: MutantRuling[] = [];
  for (const { operator, text, checks } of await readMutants(fixture, runs)) {
    const ask = askingAbout(fixture, text, judge);
    for (const { id, asks } of fixture.checks.filter((check) => checks.includes(check.id))) {
      const { verdict, reason } = await ask(asks);
      rulings.push({ fixture: fixture.id, operator, check: id, found: verdict, reason });
    }
  }
  return rulings;
}
