import path from 'node:path';
import { z } from 'zod';
import { readText } from '../input/file.ts';
import { type Collection, loadCollection } from '../recording/collection.ts';
import { parseLocated, readYaml } from '../input/located.ts';

/** The part of `promptfooconfig.yaml` that the harness reads too, so that there is one place to say it. */
const Config = z.looseObject({
  prompts: z
    .array(z.looseObject({ label: z.string(), config: z.looseObject({ variant: z.string() }) }))
    .min(1),
  providers: z.array(z.looseObject({ config: z.looseObject({ collection: z.string() }) })).length(1),
  tests: z.looseObject({ config: z.looseObject({ repeats: z.number().int().positive() }) }),
});

/** What is run unless options say otherwise. */
export type Defaults = {
  readonly variants: readonly string[];
  readonly collection: string;
  readonly repeats: number;
};

/** @throws {InputError} */
export function loadDefaults(root: string): Defaults {
  const file = 'promptfooconfig.yaml';
  const { prompts, providers, tests } = parseLocated(
    readYaml(readText(path.join(root, file), file), file),
    Config,
  );
  const [provider] = providers as [(typeof providers)[number]];
  return {
    variants: prompts.map(({ config }) => config.variant),
    collection: provider.config.collection,
    repeats: tests.config.repeats,
  };
}

/**
 * The collection of that name, or the one that is meant where none is given.
 * @throws {InputError}
 */
export function usualCollection(root: string, named = loadDefaults(root).collection): Collection {
  return loadCollection(path.join(root, 'evals', 'recordings'), named);
}
