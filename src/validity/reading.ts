import { type Shape, shapes } from '../checks/schema.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { halves, type Reading } from '../fixture/labelled.ts';
import { wilson } from './wilson.ts';

/** Verdicts against what somebody read, by what the check rests on. */
export type Read = {
  readonly half: Reading['half'];
  readonly shape: Shape;
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
  readonly why: string;
};

/** Every reading, counted as it was when the verdicts were first held against it. */
export function countReadings(fixtures: readonly Pick<Fixture, 'checks' | 'labelled'>[]): Read[] {
  const verdicts = fixtures.flatMap(({ checks, labelled }) =>
    labelled.flatMap(({ read, expect }) =>
      read
        ? checks.flatMap(({ id, shape }) => {
            const label = expect.get(id);
            if (label === undefined) return [];
            const wrong = read.wrong[id] !== undefined || read.mended[id] !== undefined;
            return [{ half: read.half, shape, label, wrong, overruled: read.overruled[id] !== undefined }];
          })
        : [],
    ),
  );
  return halves.flatMap((half) =>
    shapes.flatMap((shape) => {
      const own = verdicts.filter((each) => each.half === half && each.shape === shape);
      const counted = (label: string): Counted => {
        const those = own.filter((each) => each.label === label);
        return { right: those.filter(({ wrong }) => !wrong).length, n: those.length };
      };
      const agreed = own.filter(({ wrong, overruled }) => !wrong && !overruled).length;
      return own.length === 0
        ? []
        : [{ half, shape, verdicts: own.length, agreed, passed: counted('pass'), failed: counted('fail') }];
    }),
  );
}

export function disagreements(fixtures: readonly Pick<Fixture, 'id' | 'labelled'>[]): Disagreement[] {
  return fixtures.flatMap(({ id, labelled }) =>
    labelled.flatMap(({ file, read }) => {
      if (!read) return [];
      const of = (all: Readonly<Record<string, string>>, right: Disagreement['right']) =>
        Object.entries(all).map(([check, why]) => ({
          fixture: id,
          file,
          check,
          half: read.half,
          right,
          why,
        }));
      return [
        ...of(read.overruled, 'the check'),
        ...of(read.mended, 'the reader'),
        ...of(read.wrong, 'the reader'),
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
