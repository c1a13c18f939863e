import { existsSync } from 'node:fs';
import { absentPackages, backends, findSandbox } from '../sandbox/backend.ts';
import { differences, readLock } from '../sandbox/environment.ts';
import { backendNames } from '../sandbox/sandbox.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';

/** A line of the report: what was looked at, what was found, and what mends it. */
type Finding = { readonly what: string; readonly found: string; readonly mend?: string };

export const command: Command = {
  about: 'say what this machine has for running answers, what is missing, and the one command that mends it',
  run(_, { out }) {
    const findings = [node(), key(), ...backendNames.map(backend), chromium()];
    for (const { what, found, mend } of findings) {
      out(`${mend === undefined ? 'ok     ' : 'missing'}  ${what.padEnd(9)} ${found}\n`);
      if (mend !== undefined) out(`                   ${mend}\n`);
    }
    const usable = 'sandbox' in findSandbox();
    out(
      usable
        ? '\nanswers can be run here: npm run eval -- --mode auto\n'
        : '\nanswers can’t be run here; recorded outcomes are replayed all the same\n',
    );
    return Promise.resolve(usable ? exit.pass : exit.needsAnswers);
  },
};

function node(): Finding {
  return { what: 'node', found: process.version };
}

function key(): Finding {
  return process.env['ANTHROPIC_API_KEY'] === undefined
    ? {
        what: 'key',
        found: 'no ANTHROPIC_API_KEY: recorded answers are replayed',
        mend: 'export ANTHROPIC_API_KEY=… to take new ones',
      }
    : { what: 'key', found: 'ANTHROPIC_API_KEY is set' };
}

function backend(name: (typeof backendNames)[number]): Finding {
  const obstacle = backends[name].obstacle();
  if (obstacle) return { what: name, found: obstacle.what, mend: obstacle.mend };
  const { installed } = backends[name].open();
  const absent = absentPackages(installed);
  if (absent.length > 0)
    return { what: name, found: `without ${absent.join(', ')}`, mend: 'npm run sandbox:setup -- --rebuild' };
  const other = differences(readLock(), installed).length;
  return {
    what: name,
    found: other === 0 ? 'as in environment.lock' : `${other} packages other than in environment.lock`,
  };
}

function chromium(): Finding {
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some(existsSync)
    ? { what: 'chromium', found: 'there, for the browser tests' }
    : { what: 'chromium', found: 'not there: the browser tests are skipped', mend: 'apt install chromium' };
}
