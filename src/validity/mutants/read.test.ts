import { expect, it } from 'vitest';
import { parseAnswer } from '../../answer/answer.ts';
import { gradeFor } from '../../fixture/grading.ts';
import { loadProject } from '../../project.ts';
import { replayedRuns } from '../../sample/outcomes.ts';
import { TinyProject } from '../../testing/tiny-project.ts';
import { readMutants, readDemands } from './read.ts';

const fence = '```';
const reference = [
  'We steer by control. The rest stays.',
  '',
  '- Control it is.',
  '',
  '### train.py',
  '',
  `${fence}python`,
  'x = 1',
  fence,
  '',
].join('\n');

function tiny(): TinyProject {
  const project = new TinyProject();
  project.write(
    'fixtures/f/one/answers/right.md',
    `---\nkind: reference\nexpect: { '*': pass }\n---\n${reference}`,
  );
  return project;
}

it('takes a claim back wherever it is made, in each way, and leaves everything else', async () => {
  using project = tiny();
  const [fixture] = loadProject(project.root).fixtures;
  if (!fixture) throw new TypeError('a fixture is there');
  const runs = replayedRuns(project.root);
  const mutants = await readMutants(fixture, runs);
  expect(mutants.map(({ operator }) => operator)).toEqual(Object.keys(readDemands));
  for (const { operator, text, checks } of mutants) {
    expect(checks).toEqual(['says-control']);
    const graded = await gradeFor(fixture, text, runs);
    const verdict = readDemands[operator] === 'flips' ? 'fail' : 'pass';
    expect([operator, graded.find(({ id }) => id === 'says-control')?.verdict]).toEqual([operator, verdict]);
    expect(parseAnswer(text, null).files.get('train.py')?.text).toBe('x = 1\n');
  }
  const negated = mutants.find(({ operator }) => operator === 'negate')?.text;
  expect(negated).toContain('never We steer by control. The rest stays.');
  expect(negated).toContain('- never Control it is.');
});

it('has none where there is no reference', async () => {
  using project = new TinyProject();
  const { fixtures } = loadProject(project.root);
  for (const fixture of fixtures) expect(await readMutants(fixture, replayedRuns(project.root))).toEqual([]);
});
