import type { Comparison } from '../gate/comparison.ts';
import type { Rows } from './examples.ts';
import type { GateReport } from './gate-report.ts';
import { meanings, reasonsOf, subject, verificationText } from './headline.ts';
import { printable } from './printable.ts';

type Case = {
  readonly name: string;
  readonly classname: string;
  readonly state: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly text: string;
};

const states = { PASS: 'passed', UNCHANGED: 'passed', REGRESS: 'failure', INCONCLUSIVE: 'failure' } as const;

/**
 * A gate run as JUnit XML: the verdict as a case of its own, then every check of every fixture. A check fails where it
 * is a reason of the verdict: a broken invariant, or one of an item that got worse, passed less often than before.
 */
export function gateJunit(report: GateReport, rows: Rows): string {
  const reasons = reasonsOf(report);
  const verdict: Case = {
    name: 'verdict',
    classname: 'gate',
    state: report.outcome in states ? states[report.outcome as keyof typeof states] : 'error',
    message: `${report.outcome}: ${reasons[0] ?? meanings[report.outcome]}`,
    text: [subject(report), ...reasons, verificationText(report.verification)].join('\n'),
  };
  const suites = [
    { name: 'gate', cases: [verdict] },
    ...[...Map.groupBy(checkCases(report.comparison, rows), ({ classname }) => classname)].map(
      ([name, cases]) => ({ name, cases }),
    ),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="prompt gate"${counts(all)}>\n${suites
    .map(
      ({ name, cases }) =>
        `<testsuite name="${xml(name)}"${counts(cases)}>\n${cases.map(element).join('')}</testsuite>\n`,
    )
    .join('')}</testsuites>\n`;
}

function checkCases(comparison: Comparison | null, { base, candidate }: Rows): Case[] {
  const regressed = new Set(comparison?.items.filter((item) => item.regressed).map(({ id }) => id));
  const broken = new Set(
    comparison?.invariants
      .filter(({ state }) => state === 'broken')
      .map(({ fixture, check }) => `${fixture} ${check}`),
  );
  const verdicts = (rows: Rows['base']) =>
    Map.groupBy(
      rows.flatMap(({ fixture, repeat, checks }) => checks.map((check) => ({ ...check, fixture, repeat }))),
      ({ fixture, id }) => `${fixture} ${id}`,
    );
  const before = verdicts(base);
  return [...verdicts(candidate)].map(([key, found]) => {
    const [{ fixture, id, items }] = found as [(typeof found)[number]];
    const share = (all: typeof found) => {
      const scored = all.filter(({ verdict }) => verdict !== 'unscored');
      return { passes: scored.filter(({ verdict }) => verdict === 'pass').length, of: scored.length };
    };
    const [then, now] = [share(before.get(key) ?? []), share(found)];
    const dropped = now.passes * then.of < then.passes * now.of;
    const fails = broken.has(key) || (dropped && items.some((item) => regressed.has(item)));
    const worst = found.find(({ verdict }) => verdict !== 'pass');
    return {
      name: id,
      classname: fixture,
      state: now.of === 0 ? 'skipped' : fails ? 'failure' : 'passed',
      message: `base ${then.passes} of ${then.of}, candidate ${now.passes} of ${now.of}`,
      text: worst ? `answer ${worst.repeat}: ${worst.reason}` : '',
    };
  });
}

function counts(cases: readonly Case[]): string {
  const of = (state: Case['state']) => cases.filter((each) => each.state === state).length;
  return ` tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

function element({ name, classname, state, message, text }: Case): string {
  const inside =
    state === 'passed'
      ? `<system-out>${xml([message, text].filter(Boolean).join('\n'))}</system-out>`
      : `<${state} message="${xml(message)}">${xml(text)}</${state}>`;
  return `<testcase name="${xml(name)}" classname="${xml(classname)}">${inside}</testcase>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters have no place in XML 1.0, not even as references. */
function xml(text: string): string {
  return printable(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
