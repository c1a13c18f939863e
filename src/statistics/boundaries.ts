import { legendreRule } from './legendre.ts';
import { normalDensity, normalTail, normalTailQuantile } from './normal.ts';

/**
 * One-sided α that may be spent up to a share of the information: the O'Brien-Fleming-like function of Lan and DeMets
 * (1983). Nearly nothing is spent early, so that the last look costs little.
 * @param information 0 … 1
 */
export function spent(alpha: number, information: number): number {
  if (information <= 0) return 0;
  return 2 * normalTail(normalTailQuantile(alpha / 2) / Math.sqrt(Math.min(1, information)));
}

const rule = legendreRule(48);
const known = new Map<string, readonly number[]>();

/**
 * The z that each look must reach, such that a process without drift ever reaches one with probability α at most;
 * by the recursion of Armitage, McPherson and Rowe (1969) with Gauss-Legendre quadrature. It depends on the looks'
 * information alone, since the estimate's increments between looks are independent.
 * @param information shares of the planned total, rising, one per look; what lies above 1 counts as 1
 * @returns Infinity for a look that adds no information
 */
export function boundariesOf(alpha: number, information: readonly number[]): readonly number[] {
  const key = `${alpha} ${information.join(' ')}`;
  const found = known.get(key);
  if (found) return found;
  const computed = compute(alpha, information);
  // Looks with unequal numbers of answers make ever new schedules; what is remembered must not grow with them.
  if (known.size >= 1000) known.clear();
  known.set(key, computed);
  return computed;
}

/** Points that stand for the part of the process that has not stopped, with its density times their weights. */
type Alive = { readonly at: Float64Array; readonly mass: Float64Array };

function compute(alpha: number, information: readonly number[]): number[] {
  const boundaries: number[] = [];
  let alive: Alive = { at: Float64Array.of(0), mass: Float64Array.of(1) };
  let time = 0;
  let used = 0;
  for (const share of information) {
    const now = Math.min(1, share);
    const step = Math.sqrt(Math.max(0, now - time));
    const allowed = spent(alpha, now) - used;
    if (step < 1e-6 || allowed <= 0) {
      boundaries.push(Infinity);
      continue;
    }
    const limit = solve(alive, step, allowed);
    boundaries.push(limit / Math.sqrt(now));
    alive = survive(alive, step, limit, now);
    time = now;
    used += allowed;
  }
  return boundaries;
}

/** Chance that what is alive lies above a limit after a step of this standard deviation. */
function above({ at, mass }: Alive, step: number, limit: number): number {
  let sum = 0;
  for (let i = 0; i < at.length; i += 1) sum += (mass[i] ?? 0) * normalTail((limit - (at[i] ?? 0)) / step);
  return sum;
}

function solve(alive: Alive, step: number, allowed: number): number {
  let low = -10;
  let high = 40;
  for (;;) {
    const middle = (low + high) / 2;
    if (high - low < 1e-13) return middle;
    if (above(alive, step, middle) > allowed) low = middle;
    else high = middle;
  }
}

/** Nine standard deviations down holds all but 1e-19; panels are narrow against the step that blurs them. */
function survive(alive: Alive, step: number, limit: number, time: number): Alive {
  const floor = -9 * Math.sqrt(time);
  const panels = Math.max(4, Math.ceil((limit - floor) / (3 * step)));
  const width = (limit - floor) / panels;
  const { nodes, weights } = rule;
  const size = panels * nodes.length;
  const at = new Float64Array(size);
  const mass = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const node = i % nodes.length;
    const x = floor + width * (Math.floor(i / nodes.length) + ((nodes[node] ?? 0) + 1) / 2);
    let density = 0;
    for (let j = 0; j < alive.at.length; j += 1)
      density += (alive.mass[j] ?? 0) * normalDensity((x - (alive.at[j] ?? 0)) / step);
    at[i] = x;
    mass[i] = (density / step) * ((width / 2) * (weights[node] ?? 0));
  }
  return { at, mass };
}
