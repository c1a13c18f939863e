import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../cli/main.ts';
import { plan, recordingOf } from '../sample/plan.ts';
import { loadProject } from '../project.ts';
import { Session } from '../viewer/session.ts';

const fence = '```';

/** A whole project of two variants and one fixture, in a folder that goes away with it. */
export class TinyProject implements Disposable {
  readonly root = mkdtempSync(path.join(tmpdir(), 'project-'));

  constructor() {
    this.write(
      'agents/machine-learning-engineer.md',
      agent('machine-learning-engineer', '# A\n\n- **b**: c\n- **d**: e\n'),
    );
    this.write('agents/lean.md', agent('lean', '# Lean\n'));
    this.write(
      'fixtures/f/one/task.md',
      '---\ntitle: One\nkind: repair\nfiles: [train.py]\nanswer: [train.py]\n---\nPlease repair {{it}}.\n',
    );
    this.write('fixtures/f/one/train.py', 'def main():\n\tpass\n');
    this.write('fixtures/f/one/checks.yaml', checks);
    this.write('evals/recordings/hand/collection.yaml', 'source: import\nabout: by hand\n');
    this.write('promptfooconfig.yaml', config);
  }

  write(name: string, text: string): void {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Keeps an answer for a cell, as an import would. */
  record(variant: string, repeat: number, text: string, fixture = 'f/one'): void {
    const session = new Session(loadProject(this.root), 'hand');
    const cell = session.cell(variant, fixture, repeat);
    if (!cell) throw new TypeError(`no variant ${variant}`);
    const planned = plan(cell, session.collection);
    const provenance = {
      source: 'import',
      collected: 'x',
      date: '2026-11-23',
      model: 'x',
      usage: 'unknown',
      instructions: 'x',
    } as const;
    session.store.write(recordingOf(planned, text, provenance));
  }

  /** A second fixture, with another task and the same checks. */
  addFixture(id: string, repeats = [1, 2]): void {
    for (const name of ['task.md', 'train.py', 'checks.yaml']) {
      this.write(
        `fixtures/${id}/${name}`,
        readFileSync(path.join(this.root, 'fixtures/f/one', name), 'utf8').replace('Please', `For ${id},`),
      );
    }
    for (const variant of ['control', 'machine-learning-engineer']) {
      for (const repeat of repeats) this.record(variant, repeat, answer(`${variant} ${repeat}`), id);
    }
  }

  /** Records an answer for every cell that `promptfooconfig.yaml` names. */
  recordAll(): void {
    for (const variant of ['control', 'machine-learning-engineer']) {
      for (const repeat of [1, 2]) this.record(variant, repeat, answer(`${variant} ${repeat}`));
    }
  }

  /** What the next command finds in its environment. */
  env: Record<string, string> = {};

  async run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    let out = '';
    let err = '';
    const code = await main(argv, {
      root: this.root,
      cwd: this.root,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      terminal: false,
      env: this.env,
    });
    return { code, out, err };
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function answer(prose: string, code = 'x = 1'): string {
  return `${prose}\n\n### train.py\n\n${fence}python\n${code}\n${fence}\n`;
}

function agent(name: string, body: string): string {
  return `---\nname: ${name}\ndescription: Use it.\n---\n${body}`;
}

const checks = `- id: says-control
  asks: Does the prose say control?
  item: a/b
  says: [control]
- id: no-eval
  asks: Is there no call of eval in the code?
  item: [a/b, a/d]
  weight: 3
  code: { lacks: { pattern: eval($$$) } }
`;

const config = `prompts:
  - { label: control, config: { variant: control } }
  - { label: machine-learning-engineer, config: { variant: machine-learning-engineer } }
providers: [{ config: { collection: hand } }]
tests: { config: { repeats: 2 } }
`;
