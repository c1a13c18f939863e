import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { collect } from '../input/collect.ts';
import { InputError } from '../input/input-error.ts';
import { readJson } from '../input/json.ts';
import { isWhole } from '../score/row.ts';
import { merge, Partial } from '../score/shard.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

export const command: Command = {
  about: 'join what the shards of `eval --shard i/n --json FILE` wrote; all of them, each once',
  takes: '<file> …',
  options: {
    json: { type: 'string', value: 'FILE', about: 'write the joined results; default: print them' },
  },
  async run({ values, positionals }, { cwd, out, err }) {
    if (positionals.length === 0) throw new UsageError('expected the files of all shards');
    const parts = collect(positionals, (file) => readJson(path.resolve(cwd, file), file, Partial));
    const merged = merge(parts);
    if ('wrong' in merged) {
      const [file = ''] = positionals;
      throw new InputError(merged.wrong.map((message) => ({ file, line: 1, col: 1, message })));
    }
    const { results } = merged;
    const text = `${JSON.stringify(results, null, 2)}\n`;
    const { json } = values;
    if (typeof json === 'string') writeFileSync(path.resolve(cwd, json), text);
    else out(text);
    err(`${results.rows.length} rows of ${parts.length} shards\n`);
    return results.rows.every(isWhole) ? exit.pass : exit.needsAnswers;
  },
};
