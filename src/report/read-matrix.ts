import { type MutantRuling, isMet } from '../validity/mutants/ruled.ts';
import { type ReadOperator, readDemands } from '../validity/mutants/read.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** What a judge made of mutated references, by operator, and each ruling that is not as it has to be. */
export function readMatrix(rulings: readonly MutantRuling[]): string {
  const ruled = rulings.filter(({ found }) => found !== 'unscored');
  if (ruled.length === 0) return '';
  const rows = (Object.keys(readDemands) as ReadOperator[]).map((operator) => {
    const own = ruled.filter((each) => each.operator === operator);
    const sign = readDemands[operator] === 'flips' ? '' : '=';
    return [`  ${operator}`, `${sign}${own.filter(isMet).length}/${own.length}`];
  });
  const lived = ruled.filter((each) => !isMet(each));
  return printable(
    [
      'claims of references taken back, all of one answer at once (= left as they are), as the judge rules\n\n',
      table(rows),
      ...lived.map(
        ({ operator, fixture, check, reason }) => `lived  ${operator}  ${fixture} ${check}: ${reason}\n`,
      ),
      '\n',
    ].join(''),
  );
}
