import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { hint } from '../input/nearest.ts';

/** An item of the document that is left unchecked on purpose. */
export const Waiver = z.strictObject({
  item: z.string(),
  reason: z.string().min(20, 'expected a reason that a reader can weigh'),
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as YYYY-MM-DD'),
});
export type Waiver = z.infer<typeof Waiver>;

/**
 * Reads `fixtures/waivers.yaml`; no file, or one of comments alone, is no waivers.
 * @param items the ids of the checklist
 * @param checked those that some check serves: waiving one of them would hide that it is checked
 * @throws {InputError}
 */
export function loadWaivers(root: string, items: readonly string[], checked: ReadonlySet<string>): Waiver[] {
  const shown = 'fixtures/waivers.yaml';
  const file = path.join(root, shown);
  if (!existsSync(file)) return [];
  const located = readYaml(readText(file, shown), shown);
  const waivers = parseLocated(located, z.array(Waiver).nullable()) ?? [];
  const problems = waivers.flatMap(({ item }, i) => {
    const at = (message: string) => [located.problem([i, 'item'], message)];
    if (!items.includes(item)) return at(`no checklist item \`${item}\`${hint(item, items)}`);
    if (checked.has(item)) return at(`\`${item}\` is checked: it needs no waiver`);
    return waivers.findIndex((each) => each.item === item) < i ? at(`a second waiver of \`${item}\``) : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return waivers;
}
