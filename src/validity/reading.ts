import type { Verdict } from '../checks/verdict.ts';
import { type Shape, shapes } from '../checks/schema.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { halves, type Labelled, type Reading } from '../fixture/labelled.ts';
import { wilson } from './wilson.ts';

/** Who gave a verdict: the check's own grader, or, where a judge decides, its phrases and the judge side by side. */
export const deciders = ['grader', 'phrases', 'judge'] as const;
export type Decider = (typeof deciders)[number];

/** Verdicts against what somebody read, by what the check rests on and who gave them. */
export type Read = {
  readonly half: Reading['half'];
  readonly shape: Shape;
  readonly by: Decider;
  readonly verdicts: number;
  /** Verdicts that came out as the reader had labelled them, before anything was overruled or mended. */
  readonly agreed: number;
  /** Of those that should pass, how many did; "should" is the label after every disagreement was looked at. */
  readonly passed: Counted;
  /** Of those that should fail, how many did. */
  readonly failed: Counted;
};

export type Counted = { readonly right: number; readonly n: number };

/** A verdict that came out otherwise than a reader had labelled it. */
export type Disagreement = {
  readonly fixture: string;
  readonly file: string;
  readonly check: string;
  readonly half: Reading['half'];
  readonly right: 'the reader' | 'the check';
  readonly by: Decider;
  readonly why: string;
};

/** What a judge ruled on a labelled answer, by check; nothing where it wasn't asked. */
export type Ruled = (labelled: Labelled) => ReadonlyMap<string, Verdict>;

type Held = {
  readonly half: Reading['half'];
  readonly shape: Shape;
  readonly by: Decider;
  readonly label: 'pass' | 'fail';
  readonly right: boolean;
  readonly agreed: boolean;
};

/** Every reading: graders as they were when their verdicts were first held against it, the judge as it ruled. */
export function countReadings(
  fixtures: readonly Pick<Fixture, 'checks' | 'labelled'>[],
  ruled: Ruled = () => new Map(),
): Read[] {
  const held = fixtures.flatMap(({ checks, labelled }) =>
    labelled.flatMap((answer) => heldAgainst(answer, checks, ruled(answer))),
  );
  return halves.flatMap((half) =>
    shapes.flatMap((shape) =>
      deciders.flatMap((by) => {
        const own = held.filter((each) => each.half === half && each.shape === shape && each.by === by);
        const counted = (label: Held['label']): Counted => {
          const those = own.filter((each) => each.label === label);
          return { right: those.filter(({ right }) => right).length, n: those.length };
        };
        if (own.length === 0) return [];
        const agreed = own.filter((each) => each.agreed).length;
        const rates = { passed: counted('pass'), failed: counted('fail') };
        return [{ half, shape, by, verdicts: own.length, agreed, ...rates }];
      }),
    ),
  );
}

function heldAgainst(
  { read, expect }: Labelled,
  checks: Fixture['checks'],
  rulings: ReadonlyMap<string, Verdict>,
): Held[] {
  if (!read) return [];
  return checks.flatMap(({ id, shape: own, verdicts, isRead }) => {
    const label = expect.get(id);
    if (label === undefined) return [];
    const { half } = read;
    // Whatever else such a check looks at, it is decided by what was seen when the answer ran.
    const shape = verdicts.length > 0 ? 'run' : own;
    const isOverruled = read.overruled[id] !== undefined;
    const wrong = read.wrong[id] !== undefined || read.mended[id] !== undefined;
    const common = { half, shape, label };
    const by = isRead ? 'phrases' : 'grader';
    const graded: Held = { ...common, by, right: !wrong, agreed: !wrong && !isOverruled };
    const ruling = rulings.get(id);
    if (ruling === undefined || ruling === 'unscored') return [graded];
    const right = ruling === label;
    return [graded, { ...common, by: 'judge', right, agreed: right !== isOverruled }];
  });
}

/** Every verdict that came out otherwise than read, of the graders as noted and of the judge as it ruled. */
export function disagreements(
  fixtures: readonly Pick<Fixture, 'id' | 'labelled'>[],
  ruled: Ruled = () => new Map(),
): Disagreement[] {
  return fixtures.flatMap(({ id, labelled }) =>
    labelled.flatMap((answer) => {
      const { file, read, expect } = answer;
      if (!read) return [];
      const of = (
        all: Readonly<Record<string, string>>,
        right: Disagreement['right'],
        by: Decider = 'grader',
      ): Disagreement[] =>
        Object.entries(all).map(([check, why]) => ({
          fixture: id,
          file,
          check,
          half: read.half,
          right,
          by,
          why,
        }));
      const rulings = [...ruled(answer)].filter(
        ([check, verdict]) => verdict !== 'unscored' && expect.has(check) && verdict !== expect.get(check),
      );
      const misjudged = rulings.map(
        ([check]) => [check, read.misjudged[check] ?? 'nobody has looked at it yet'] as const,
      );
      return [
        ...of(read.overruled, 'the check'),
        ...of(read.mended, 'the reader'),
        ...of(read.wrong, 'the reader'),
        ...of(Object.fromEntries(misjudged), 'the reader', 'judge'),
      ];
    }),
  );
}

/** @returns e.g. `41/43 (95 %, 0.85 – 0.99)`, with Wilson's bounds at 95 % */
export function shareOf({ right, n }: Counted): string {
  const bounds = wilson(right, n);
  if (!bounds) return '–';
  const share = Math.round((right / n) * 100);
  return `${right}/${n} (${share} %, ${bounds.low.toFixed(2)} – ${bounds.high.toFixed(2)})`;
}
