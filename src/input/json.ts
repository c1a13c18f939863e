import type { z } from 'zod';
import { readText } from './file.ts';
import { parseLocated, readYaml } from './located.ts';

/**
 * A JSON file that this project wrote: parsed by the fast way, and only where that fails by the one that knows places.
 * @throws {InputError}
 */
export function readJson<S extends z.ZodType>(file: string, shown: string, schema: S): z.output<S> {
  const text = readText(file, shown);
  const parsed = schema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : parseLocated(readYaml(text, shown), schema);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
