import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { runKey, RunRequest, runVersion } from './run-request.ts';
import { backendNames } from './sandbox.ts';

const Verdict = z.strictObject({ pass: z.boolean(), evidence: z.string() });

/** What a probe reported about one answer, and where it ran. */
export const Outcome = z.strictObject({
  verdicts: z.record(z.string(), Verdict),
  provenance: z.strictObject({
    date: z.string(),
    backend: z.enum(backendNames),
    seconds: z.number().nonnegative(),
    /** How the packages met differ from the lock, a line each. */
    differences: z.array(z.string()),
  }),
});
export type Outcome = z.infer<typeof Outcome>;

const Stored = z.strictObject({
  schema: z.literal(runVersion),
  key: z.string(),
  request: RunRequest,
  /** SHA-256 over the verdicts, so that a file edited by hand is noticed. */
  digest: z.string(),
  ...Outcome.shape,
});

/** JSON with a verdict a line, readable in a pull request. */
export function formatOutcome(request: RunRequest, { verdicts, provenance }: Outcome): string {
  const stored = {
    schema: runVersion,
    key: runKey(request),
    request,
    digest: digestOf(verdicts),
    provenance,
  };
  const lines = Object.entries(verdicts).map(
    ([name, verdict]) => `    ${JSON.stringify(name)}: ${JSON.stringify(verdict)}`,
  );
  return `${JSON.stringify(stored, null, 2).slice(0, -2)},\n  "verdicts": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** @throws {InputError} when the file is corrupt: its shape, its key, or a verdict that somebody changed */
export function parseOutcome(
  text: string,
  file: string,
): { key: string; request: RunRequest; outcome: Outcome } {
  const { key, request, digest: told, verdicts, provenance } = parseStored(text, file);
  const wrong = [
    ...(key === runKey(request) ? [] : ['its key is not the key of its request']),
    ...(told === digestOf(verdicts) ? [] : ['its digest is not that of the verdicts: they were changed']),
  ];
  if (wrong.length > 0) throw new InputError(wrong.map((message) => ({ file, line: 1, col: 1, message })));
  return { key, request, outcome: { verdicts, provenance } };
}

/** Positions are dear, and only for whoever has to find a mistake. */
function parseStored(text: string, file: string): z.infer<typeof Stored> {
  try {
    return Stored.parse(JSON.parse(text));
  } catch {
    return parseLocated(readYaml(text, file), Stored);
  }
}

function digestOf(verdicts: Outcome['verdicts']): string {
  const sorted = Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify(sorted.map(([name, { pass, evidence }]) => [name, pass, evidence])));
}
