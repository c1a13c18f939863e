import { expect, it } from 'vitest';
import type { Fixture } from '../fixture/fixture.ts';
import { loadProject } from '../project.ts';
import { TinyProject } from '../testing/tiny-project.ts';
import { countReadings, disagreements } from './reading.ts';

/** A fixture one of whose answers was read: phrases err at `says-control`, the reader at `no-eval`. */
function fixtures(project: TinyProject): readonly Fixture[] {
  project.write(
    'fixtures/f/one/answers/read.md',
    [
      '---',
      'kind: sampled',
      'expect: { says-control: pass, no-eval: fail }',
      'read: { half: held-out, wrong: { says-control: the phrases know too little }, overruled: { no-eval: eval stands there } }',
      '---',
      'Steered.',
      '',
    ].join('\n'),
  );
  return loadProject(project.root).fixtures;
}

it.each([
  ['says what the label says', 'pass', { agreed: 1, passed: { right: 1, n: 1 } }, 0],
  ['says otherwise', 'fail', { agreed: 0, passed: { right: 0, n: 1 } }, 1],
] as const)('a judge that %s is counted so, beside the grader', (_, verdict, counted, wrong) => {
  using project = new TinyProject();
  const ruled = () => new Map([['says-control', verdict]]);
  const read = countReadings(fixtures(project), ruled);
  expect(read.find(({ by }) => by === 'judge')).toMatchObject({ shape: 'says', verdicts: 1, ...counted });
  expect(read.find(({ by }) => by === 'phrases')).toMatchObject({
    agreed: 0,
    passed: { right: 0, n: 1 },
  });
  const by = disagreements(fixtures(project), ruled).filter((each) => each.by === 'judge');
  expect(by).toHaveLength(wrong);
  for (const { right, why } of by)
    expect([right, why]).toEqual(['the reader', 'nobody has looked at it yet']);
});

it('as read is before a reader was overruled, and what should be is after', () => {
  using project = new TinyProject();
  const of = (verdict: 'pass' | 'fail') =>
    countReadings(fixtures(project), () => new Map([['no-eval', verdict]])).find(({ by }) => by === 'judge');
  expect(of('fail')).toMatchObject({ agreed: 0, failed: { right: 1, n: 1 } });
  expect(of('pass')).toMatchObject({ agreed: 1, failed: { right: 0, n: 1 } });
});

it('a judge that made no ruling counts nowhere', () => {
  using project = new TinyProject();
  const read = countReadings(fixtures(project), () => new Map([['says-control', 'unscored']]));
  expect(read.filter(({ by }) => by === 'judge')).toEqual([]);
});
