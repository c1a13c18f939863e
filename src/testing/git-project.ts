import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { answer, TinyProject } from './tiny-project.ts';

const agentFile = 'agents/machine-learning-engineer.md';

/** A tiny project in a git repository of its own, with answers of the baseline in its first commit. */
export class GitProject extends TinyProject {
  constructor() {
    super();
    this.recordAll();
    this.git('init', '--quiet', '--initial-branch=main');
    this.commit('begin');
  }

  git(...argv: string[]): string {
    const person = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    return execFileSync('git', [...person, ...argv], {
      cwd: this.root,
      encoding: 'utf8',
      stdio: 'pipe',
      env,
    });
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  /** As in a clone that knows where it came from, without a network. */
  withOrigin(): void {
    this.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  }

  edit(name: string, from: string, to: string): void {
    this.write(name, readFileSync(path.join(this.root, name), 'utf8').replace(from, to));
  }

  editPrompt(): void {
    this.edit(agentFile, '**b**: c', '**b**: another');
  }

  rename(from: string, to: string): void {
    renameSync(path.join(this.root, from), path.join(this.root, to));
  }

  /** Records answers of the working tree's baseline agent, all alike. */
  recordBaseline(prose: string, repeats = [1, 2]): void {
    for (const repeat of repeats)
      this.record('machine-learning-engineer', repeat, answer(`${prose} ${repeat}`));
  }
}
