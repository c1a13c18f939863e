import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText } from '../input/file.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { listPrices, PricesFile } from './price.ts';

/**
 * The prices to go by: those of `prices.yaml` in the project's folder over the list prices here.
 * @throws {InputError}
 */
export function loadPrices(root: string): PricesFile {
  const file = 'prices.yaml';
  if (!existsSync(path.join(root, file))) return listPrices;
  const own = parseLocated(readYaml(readText(path.join(root, file), file), file), PricesFile);
  return { as_of: own.as_of, models: { ...listPrices.models, ...own.models } };
}
