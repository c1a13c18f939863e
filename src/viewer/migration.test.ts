import { describe, expect, it } from 'vitest';
import { withMigration } from './migration.ts';

const failing = (...messages: readonly string[]) => {
  const calls: string[] = [];
  const run = () => {
    const message = messages[calls.length] ?? '';
    calls.push(message);
    return message === '' ? Promise.resolve('done') : Promise.reject(new Error(message));
  };
  return { calls, run };
};

describe('a run that begins with a migration', () => {
  it('is tried again where another run created the database meanwhile', async () => {
    for (const message of ['table `datasets` already exists', 'duplicate column name: runtime_options']) {
      const { calls, run } = failing(`SQLITE_ERROR: SQLITE_ERROR: ${message}`);
      expect(await withMigration(run)).toBe('done');
      expect(calls).toHaveLength(2);
    }
  });

  it('is tried again once', async () => {
    const message = 'SQLITE_ERROR: table `evals` already exists';
    const { calls, run } = failing(message, message);
    await expect(withMigration(run)).rejects.toThrow(message);
    expect(calls).toHaveLength(2);
  });

  it('fails with any other error', async () => {
    for (const message of ['SQLITE_CORRUPT: database disk image is malformed', 'the file already exists']) {
      const { calls, run } = failing(message);
      await expect(withMigration(run)).rejects.toThrow(message);
      expect(calls).toHaveLength(1);
    }
  });
});
