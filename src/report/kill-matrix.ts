import { shapes } from '../checks/schema.ts';
import { type Calibration, pooled, type Rate } from '../validity/calibration.ts';
import { demands, type Operator } from '../validity/mutants/operators.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** The kill matrix by operator and shape of check, agreement with labels, and every mutant that lived. */
export function killMatrix({ checks, alive, trials }: Calibration): string {
  const present = shapes.filter((shape) => checks.some((check) => check.shape === shape));
  const operators = Object.keys(demands) as Operator[];
  const rows = operators.map((operator) => [
    `  ${operator}`,
    ...present.map((shape) => {
      const demand = demands[operator][shape];
      const rates = checks
        .filter((check) => check.shape === shape)
        .flatMap((check) => check.operators[operator] ?? []);
      return demand === undefined ? '·' : `${demand === 'flips' ? '' : '='}${fraction(pooled(rates))}`;
    }),
  ]);
  const labels = (['sensitivity', 'specificity'] as const).map((key) => [
    `  ${key}`,
    ...present.map((shape) =>
      bounds(pooled(checks.filter((check) => check.shape === shape).map((check) => check[key]))),
    ),
  ]);
  const unkilled = checks.filter(({ killed }) => !killed);
  return printable(
    [
      `${trials} mutants of right answers: how many came out as they must (= where the verdict must stay)\n\n`,
      table([['', ...present], ...rows]),
      '\nlabelled answers told right, with 95 % bounds\n\n',
      table([['', ...present], ...labels]),
      ...alive.map(
        ({ operator, fixture, check, answer, result, note }) =>
          `alive  ${operator}  ${fixture} ${check} on ${answer}: ${result}: ${note}\n`,
      ),
      ...unkilled.map(({ fixture, check }) => `nothing kills  ${fixture} ${check}\n`),
    ].join(''),
  );
}

function fraction({ right, n }: Rate): string {
  return n === 0 ? '–' : `${right}/${n}`;
}

function bounds(each: Rate): string {
  return each.low === null || each.high === null
    ? '–'
    : `${fraction(each)} [${each.low.toFixed(2)}, ${each.high.toFixed(2)}]`;
}
