import { studentTailQuantile } from '../statistics/student.ts';
import type { MeanDifference } from './comparison.ts';

const tail = 0.025;
const fewFixtures = 20;

/**
 * The mean difference over tasks like these, by Student's t over fixtures' differences (Miller 2024). Where fixtures are
 * few, or most differ by nothing, such an interval is too short: one fixture of +.5 and one of −.5 are then added, after
 * Agresti's idea for rates.
 */
export function superpopulationOf(differences: Float64Array): MeanDifference['superpopulation'] {
  const still = differences.filter((difference) => difference === 0).length;
  const pseudo = differences.length < fewFixtures || still > differences.length / 2;
  const values = pseudo ? Float64Array.of(...differences, 0.5, -0.5) : differences;
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentTailQuantile(tail, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return {
    interval: { lower: mean - half, upper: mean + half },
    method: pseudo ? 't-with-pseudo-fixtures' : 't',
  };
}
