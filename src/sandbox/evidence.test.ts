import { expect, it } from 'vitest';
import { asRead, work } from './evidence.ts';

it.each([
  [`can't open file '${work}/train.py'`, "can't open file 'train.py'"],
  [`cannot import name x (${work}/app/model.py)`, 'cannot import name x (app/model.py)'],
  [`No such file or directory: '${work}'`, "No such file or directory: '.'"],
  [`${work}/a then ${work}/b`, 'a then b'],
  [`out${work}/a, ${work}ers, .${work}, ${work}-2`, `out${work}/a, ${work}ers, .${work}, ${work}-2`],
])('names files as the answer does: %s', (evidence, expected) => {
  expect(asRead(evidence)).toBe(expected);
});
