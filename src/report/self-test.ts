import type { SelfTest, Share } from '../gate/self-test.ts';
import { count, some } from './points.ts';
import { printable } from './printable.ts';

/** What the gate says of itself, and what its figures do and don't test. */
export function selfTestReport(result: SelfTest, label: string): string {
  const { verdict, fixtures, tooFew, needRepeats, falseAlarm, power } = result;
  const without = tooFew.map(({ fixture, repeats }) => `${fixture} (${repeats})`);
  const lines = [
    `self-test of the gate on recorded answers of ${label}`,
    ...(without.length > 0
      ? [`fixtures with fewer than ${needRepeats} answers, which can’t be split: ${some(without, 8)}`]
      : []),
    ...(verdict === 'too-few'
      ? [
          `it can’t tell: no fixture has ${needRepeats} answers or more. Take further repeats of the baseline.`,
        ]
      : [`${count(fixtures.length, 'fixture')} split at random:`]),
    ...(falseAlarm
      ? [
          `  false alarms by the mean    ${shareText(falseAlarm.mean)}`,
          `  false alarms by the items   ${shareText(falseAlarm.items)}`,
          `  false alarms by either      ${shareText(falseAlarm.either)}`,
          'The mean’s figure tests the gate on this suite’s own scores. The items’ is about its level by construction:',
          'it tests the machinery, not the suite. Neither tests answers of another day; --verify does.',
        ]
      : []),
    ...power.map(
      ({ rate, either, named }) =>
        `  with ${(rate * 100).toFixed(0)} % wrong answers swapped in: REGRESS in ${shareText(either)}${named.length > 0 ? `, naming ${some(named, 4)}` : ''}`,
    ),
  ];
  return printable(lines.map((line) => `${line}\n`).join(''));
}

function shareText({ events, splits, rate, bound }: Share): string {
  return `${(rate * 100).toFixed(1)} % (${events} of ${splits}; at most ${(bound * 100).toFixed(1)} %)`;
}
