import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Fixture } from '../fixture/fixture.ts';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { hint } from '../input/nearest.ts';

/** Why checks that came out alike in every answer stay; without `checks`, why a fixture does that every variant does well. */
export const Kept = z.strictObject({
  fixture: z.string(),
  checks: z.array(z.string()).min(1).optional(),
  reason: z.string().min(20, 'expected a reason that a reader can weigh'),
});
export type Kept = z.infer<typeof Kept>;

/**
 * Reads `fixtures/kept.yaml`; no file, or one of comments alone, is no reasons.
 * @throws {InputError}
 */
export function loadKept(root: string, fixtures: readonly Pick<Fixture, 'id' | 'checks'>[]): Kept[] {
  const shown = 'fixtures/kept.yaml';
  const file = path.join(root, shown);
  if (!existsSync(file)) return [];
  const located = readYaml(readText(file, shown), shown);
  const kept = parseLocated(located, z.array(Kept).nullable()) ?? [];
  const ids = fixtures.map(({ id }) => id);
  const named = new Set<string>();
  const problems = kept.flatMap(({ fixture, checks = [] }, i) => {
    const known = fixtures.find(({ id }) => id === fixture)?.checks.map(({ id }) => id);
    if (!known) return [located.problem([i, 'fixture'], `no fixture \`${fixture}\`${hint(fixture, ids)}`)];
    return checks.flatMap((check, j) => {
      const at = (message: string) => [located.problem([i, 'checks', j], message)];
      if (!known.includes(check)) return at(`no check \`${check}\` in ${fixture}${hint(check, known)}`);
      const before = named.size;
      return named.add(`${fixture} ${check}`).size === before ? at(`a second reason for \`${check}\``) : [];
    });
  });
  if (problems.length > 0) throw new InputError(problems);
  return kept;
}

/** @param check null for the fixture itself */
export function reasonFor(kept: readonly Kept[], fixture: string, check: string | null): string | null {
  const found = kept.find(
    (each) => each.fixture === fixture && (check === null ? !each.checks : each.checks?.includes(check)),
  );
  return found?.reason ?? null;
}
