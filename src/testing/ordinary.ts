import { backends } from '../sandbox/backend.ts';
import { conformance } from './conformance.ts';
import { Host } from './hostile/host.ts';

// Run as a user of its own by the conformance test: prints what came of each rule, as JSON.
await using host = await Host.open();
const sandbox = backends.bwrap.open();
const found: Record<string, string> = {};
for (const [name, rule] of Object.entries(conformance)) {
  try {
    await rule(sandbox, host);
    found[name] = '';
  } catch (error) {
    found[name] = String(error);
  }
}
process.stdout.write(JSON.stringify(found));
