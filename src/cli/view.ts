import { fileURLToPath } from 'node:url';
import { settleEnvironment } from '../viewer/environment.ts';
import { keepToLoopback } from '../viewer/loopback.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

export const command: Command = {
  about: 'the promptfoo viewer on 127.0.0.1, variants side by side; Ctrl-C ends it',
  options: { port: { type: 'string', value: 'n', about: 'default 15500' } },
  async run({ values }, { root, out }) {
    const port = Number(values['port'] ?? 15500);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new UsageError('--port: expected a number from 1 to 65535');
    settleEnvironment(root);
    keepToLoopback();
    // promptfoo's command looks at this port for a viewer that runs already.
    process.env['API_PORT'] = String(port);
    const entry = fileURLToPath(import.meta.resolve('promptfoo').replace(/index\.js$/, 'entrypoint.js'));
    process.argv = [process.execPath, entry, 'view', '-n', '-p', String(port)];
    out(`http://127.0.0.1:${port}/eval shows the latest evaluation\n`);
    await import(entry);
    return exit.pass;
  },
};
