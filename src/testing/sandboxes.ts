import { backends } from '../sandbox/backend.ts';
import { backendNames, type BackendName } from '../sandbox/sandbox.ts';

/** The backends, and what keeps each from being used here; null where it can be. */
export const obstacles: readonly { readonly name: BackendName; readonly obstacle: string | null }[] =
  backendNames.map((name) => {
    const found = backends[name].obstacle();
    return { name, obstacle: found && `${found.what}; ${found.mend}` };
  });

/** Says in one line what a test leaves out here, so that a green run can't hide it. */
export function tellSkipped(what: string): void {
  for (const { name, obstacle } of obstacles)
    if (obstacle !== null) process.stderr.write(`skipped: ${what} on ${name} (${obstacle})\n`);
}
