import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readText } from '../input/file.ts';
import { parseLocated, readYaml } from '../input/located.ts';

const Rate = z.strictObject({
  /** Labels of this kind on which the judge ruled. */
  n: z.number().int().nonnegative(),
  /** Those on which it agreed. */
  right: z.number().int().nonnegative(),
  rate: z.number().min(0).max(1),
  /** Bounds of Wilson's interval at 95 %. */
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});
export type Rate = z.infer<typeof Rate>;

/** `evals/calibration/<judge>.yaml`: how often a judge was right where the right ruling is known. */
export const Calibration = z.strictObject({
  schema: z.literal(1),
  date: z.string(),
  model: z.string(),
  rubric: z.string(),
  fixtures: z.array(z.string()),
  /** Among answers labelled as passing: how many it passed. */
  sensitivity: Rate,
  /** Among answers labelled as failing: how many it failed. */
  specificity: Rate,
  /** Labels on which it made no ruling. They count nowhere. */
  unscored: z.number().int().nonnegative(),
});
export type Calibration = z.infer<typeof Calibration>;

/** Where a judge's calibration is kept, relative to the project. */
export function calibrationFile(model: string): string {
  return path.posix.join('evals', 'calibration', `${model.replaceAll(/[^\w.-]+/g, '-')}.yaml`);
}

/** What a judge has to reach before its word counts. */
export const floor = { labels: 60, low: 0.85 };

/** @throws {InputError} */
export function loadCalibration(root: string, model: string): Calibration | null {
  const shown = calibrationFile(model);
  const file = path.join(root, shown);
  return existsSync(file) ? parseLocated(readYaml(readText(file, shown), shown), Calibration) : null;
}

/** Whether a judge's word counts: this very model and rubric were calibrated, on enough labels, well enough. */
export function counts(
  calibration: Calibration | null,
  judge: { readonly model: string; readonly rubric: string },
): boolean {
  return (
    calibration !== null &&
    calibration.model === judge.model &&
    calibration.rubric === judge.rubric &&
    [calibration.sensitivity, calibration.specificity].every(
      ({ n, low }) => n >= floor.labels && low >= floor.low,
    )
  );
}
