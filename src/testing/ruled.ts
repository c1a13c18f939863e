import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calibrationFile } from '../judge/calibration.ts';
import { rubricDigest } from '../judge/rubric.ts';
import type { TinyProject } from './tiny-project.ts';

/** Writes down that a judge was found to be right, so that its word counts. */
export function calibrated(made: TinyProject, model: string): void {
  const rate = { n: 80, right: 80, rate: 1, low: 0.95, high: 1 };
  const rates = { sensitivity: rate, specificity: rate, unscored: 0 };
  const about = { schema: 1, date: '2026-11-26', model, rubric: rubricDigest, fixtures: ['f/one'] };
  made.write(calibrationFile(model), JSON.stringify({ ...about, ...rates }));
}

/** Makes a project's answers by hand ones that were ruled on by hand, by somebody who is calibrated. */
export function ruledByHand<Made extends TinyProject>(made: Made): Made {
  made.write('evals/recordings/hand/collection.yaml', 'source: import\nabout: by hand\njudge: by-hand\n');
  calibrated(made, 'by-hand');
  return made;
}

/** What a judge says that answers every question alike. */
export function saying(verdict: 'yes' | 'no', evidence: readonly string[], questions = 1): string {
  const ruling = { evidence, reason: 'it is so', verdict };
  return JSON.stringify({
    rulings: Array.from({ length: questions }, (_, i) => ({ question: i + 1, ...ruling })),
  });
}

/** Rules on every case of an export, by its message. */
export function rule(made: TinyProject, folder: string, ruling: (message: string) => string): void {
  const at = path.join(made.root, folder);
  for (const name of readdirSync(at).filter((each) => each.startsWith('case-'))) {
    const message = readFileSync(path.join(at, name, 'user.md'), 'utf8');
    writeFileSync(path.join(at, name, 'ruling.json'), ruling(message));
  }
}
