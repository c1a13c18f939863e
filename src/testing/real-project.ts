import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../cli/main.ts';

const repository = path.resolve(import.meta.dirname, '../..');

/** This project's own agents and fixtures with no recordings, in a folder that goes away with it. */
export class RealProject implements Disposable {
  readonly root = mkdtempSync(path.join(tmpdir(), 'real-'));

  constructor() {
    for (const folder of ['agents', 'fixtures']) {
      symlinkSync(path.join(repository, folder), path.join(this.root, folder));
    }
    copyFileSync(path.join(repository, 'promptfooconfig.yaml'), path.join(this.root, 'promptfooconfig.yaml'));
  }

  async run(
    env: Readonly<Record<string, string>>,
    ...argv: string[]
  ): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const code = await main(argv, {
      root: this.root,
      cwd: this.root,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      terminal: false,
      env,
    });
    return { code, out, err };
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
