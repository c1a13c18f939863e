import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { usualJudge } from '../judge/choice.ts';
import { main } from './main.ts';
import { GateFile } from '../report/gate-report.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { GitProject } from '../testing/git-project.ts';
import { calibrated, saying } from '../testing/ruled.ts';
import { recordingsIn } from '../testing/recorded.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

const agent = 'machine-learning-engineer';
const arms = ['--base', 'control', '--candidate', agent];
const auto = ['--mode', 'auto', '--yes'];
const live = 'sonnet-5-5';

async function gate(project: TinyProject, ...argv: string[]) {
  const files = ['--json', 'out.json', '--markdown', 'out.md', '--junit', 'out.xml'];
  const run = await project.run('gate', ...argv, ...files);
  const text = (name: string) => readFileSync(path.join(project.root, name), 'utf8');
  const report = () => GateFile.parse(JSON.parse(text('out.json')));
  return { ...run, report, reports: () => [run.out, text('out.md'), text('out.xml')] };
}

/** A server whose answers are right, or wrong once `worse` says so. */
function serverOf(worse: () => boolean = () => false) {
  return ContractServer.start({ answer: () => answer('control', worse() ? 'eval(1)' : 'x = 1') });
}

describe('gate --mode auto', () => {
  it('takes the answers of both arms into one collection, and none that is there already', async () => {
    await using server = await serverOf();
    using project = new TinyProject();
    project.env = server.env;
    const { code, report } = await gate(project, ...arms, ...auto);
    expect(report()).toMatchObject({ collection: live, outcome: 'INCONCLUSIVE', wanting: [] });
    const { base, candidate } = report().rows;
    expect(base).toHaveLength(3);
    expect(candidate.length).toBeGreaterThanOrEqual(2);
    expect(server.service.received).toHaveLength(base.length + candidate.length);
    expect(recordingsIn(project.root, live)).toHaveLength(base.length + candidate.length);
    expect(code).toBe(3);
    await gate(project, ...arms, ...auto);
    expect(server.service.received).toHaveLength(base.length + candidate.length);
  });

  it('takes for a base of another commit, too, and compares what it took', async () => {
    await using server = await serverOf();
    using project = new GitProject();
    project.env = server.env;
    project.editPrompt();
    const { report } = await gate(project, '--base', 'HEAD', ...auto);
    expect(report().comparison?.base.answers).toBe(3);
    expect(new Set(server.service.received.map(({ texts }) => texts.system)).size).toBe(2);
  });

  it.each(['as they come', 'that were there before it'])(
    'has a calibrated judge rule on the answers of both arms, which have one name, %s',
    async (when) => {
      await using server = await ContractServer.start({
        answer: ({ output_config }, { system }) =>
          output_config?.format ? saying('no', []) : answer(`control ${system?.length}`),
      });
      using project = new GitProject();
      project.env = server.env;
      project.editPrompt();
      if (when !== 'as they come') await gate(project, '--base', 'HEAD', ...auto);
      calibrated(project, usualJudge);
      const { code, report } = await gate(project, '--base', 'HEAD', ...auto);
      const { base, candidate } = report().rows;
      expect(base.length).toBeGreaterThan(1);
      expect([...base, ...candidate].map(({ checks }) => checks[0]?.reason)).toEqual(
        Array<string>(base.length + candidate.length).fill('the judge says no: it is so'),
      );
      // Each arm gives one answer word for word, and one answer to one question is one ruling.
      const judged = server.service.received.filter(({ request }) => request.output_config?.format);
      expect(judged).toHaveLength(2);
      expect(code).toBe(3);
    },
  );

  it('keeps one budget over all rounds', async () => {
    // $0.20 an answer, of which each round alone would stay below the cap.
    await using server = await ContractServer.start({
      answer: () => answer('control'),
      tokens: (part) => (part === 'output' ? 20_000 : 10),
    });
    using project = new TinyProject();
    project.env = server.env;
    const { err, code } = await gate(project, ...arms, ...auto, '--max-cost', '1.2');
    const { ledger, received } = server.service;
    expect(err.match(/answers taken/g)?.length).toBeGreaterThan(1);
    expect(ledger.total).toBeGreaterThan(0.8);
    expect(ledger.total).toBeLessThanOrEqual(1.2);
    expect(received.length).toBeLessThan(8);
    expect(code).toBe(3);
  });

  it.each([
    ['truncated', { tokens: () => 40_000 }],
    ['refused', { stopReason: 'refusal' as const }],
  ])('leaves an answer unscored that was %s', async (status, options) => {
    await using server = await ContractServer.start({ ...options, answer: () => answer('control') });
    using project = new TinyProject();
    project.env = server.env;
    const { report } = await gate(project, ...arms, ...auto);
    const { base, candidate } = report().rows;
    expect([...base, ...candidate].map(({ finding, score }) => [finding?.status, score])).toEqual(
      [...base, ...candidate].map(() => [status, null]),
    );
    expect(candidate.length).toBeGreaterThan(0);
    expect(report().outcome).not.toBe('PASS');
  });

  it.each([
    [true, 3],
    [false, 4],
  ])('asks a person once for all rounds, who says %s', async (says, code) => {
    await using server = await serverOf();
    using project = new TinyProject();
    project.addFixture('f/two', []);
    const asked: string[] = [];
    const ended = await main(['gate', '--base', 'control', '--candidate', agent, '--mode', 'auto'], {
      root: project.root,
      cwd: project.root,
      out: () => {},
      err: () => {},
      terminal: true,
      env: server.env,
      confirm: (question) => {
        asked.push(question);
        return Promise.resolve(says);
      },
    });
    expect([ended, asked]).toEqual([code, ['take them?']]);
    expect(server.service.received.length > 0).toBe(says);
  });

  it('knows what further answers cost', async () => {
    await using server = await serverOf();
    using project = new TinyProject();
    project.env = server.env;
    const { report } = await gate(project, ...arms, ...auto);
    expect(report().comparison?.settle?.dollars).not.toBeNull();
  });
});

describe('gate --verify', () => {
  /** Ten recorded answers of the agent, then as many cells taken anew from a model that moved or didn't. */
  async function verified(moves: boolean) {
    let moved = false;
    await using server = await serverOf(() => moved);
    using project = new TinyProject();
    project.env = server.env;
    for (const id of ['f/two', 'f/three', 'f/four']) project.addFixture(id, []);
    await project.run('eval', ...auto, '--variants', agent, '--repeat', '3');
    const kept = recordingsIn(project.root, live);
    moved = moves;
    const run = await gate(project, '--base', agent, '--verify', '8', '--yes');
    const after = recordingsIn(project.root, live);
    return {
      ...run,
      report: run.report(),
      reports: run.reports(),
      kept,
      after,
      received: server.service.received,
    };
  }

  it.each([
    [false, 'no-sign', 'There is no sign that the recorded answers are unlike those'],
    [true, 'moved', 'The recorded answers are NOT like those'],
  ])(
    'holds recorded answers of an unchanged prompt against new ones (moved: %s)',
    async (moves, verdict, words) => {
      const { code, report, reports, kept, after, received } = await verified(moves);
      expect(report.outcome).toBe('UNCHANGED');
      expect(report.verification).toMatchObject({
        done: true,
        agreement: { verdict, answers: { fresh: 8 } },
      });
      for (const text of reports) expect(text).toContain(words);
      expect(received).toHaveLength(12 + 8);
      expect(kept).toHaveLength(12);
      expect(after).toEqual(kept);
      expect(code).toBe(0);
    },
  );

  it('says in every report where there was nothing to hold anything against', async () => {
    await using server = await serverOf();
    using project = new TinyProject();
    project.env = server.env;
    const { report, reports } = await gate(project, ...arms, ...auto, '--verify', '2');
    expect(report().verification).toEqual({
      done: false,
      why: `no answer of ${agent} was recorded in ${live} before this run`,
    });
    for (const text of reports()) expect(text).toContain('before this run');
  });

  it('can’t ask for more of what was collected by hand', async () => {
    await using server = await serverOf();
    using project = new TinyProject();
    project.env = server.env;
    const { code, err } = await gate(project, ...arms, '--verify', '2', '--yes', '--collection', 'hand');
    expect([code, err]).toEqual([2, expect.stringContaining('was collected by hand')]);
  });
});
