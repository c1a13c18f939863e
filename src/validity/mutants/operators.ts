import type { Answer } from '../../answer/answer.ts';
import { type Shape, shapes } from '../../checks/schema.ts';
import { commentLine, dropBlock, dropLine, type Edit, hedge, negate, quoteAsRejected } from './edits.ts';
import { reformatted, renamed, withCode } from './code-rewrites.ts';
import {
  boastful,
  codeAlone,
  empty,
  injected,
  proseAlone,
  reordered,
  unmarked,
  wordier,
} from './rewrites.ts';

/** What a mutation has to do to the verdict of a check that passes: turn it, or leave it. */
export type Demand = 'flips' | 'keeps';

type Local = { readonly about: string; readonly edits: Partial<Record<'prose' | 'code', Edit>> };
type Whole = { readonly about: string; readonly rewrite: (answer: Answer) => string };

/** Mutations of what one verdict rests on. A verdict rests on prose where a `says` found it, else on code. */
export const localOperators = {
  drop: { about: 'what the verdict rests on is taken out', edits: { prose: dropBlock, code: dropLine } },
  negate: { about: 'the claim is negated', edits: { prose: negate } },
  quote: { about: 'the claim is quoted as turned down', edits: { prose: quoteAsRejected } },
  hedge: { about: 'the claim is made both ways', edits: { prose: hedge } },
  comment: { about: 'the code is moved into a comment', edits: { code: commentLine } },
} as const satisfies Record<string, Local>;

/** Mutations of a whole answer that was right. */
export const wholeOperators = {
  empty: { about: 'nothing is left', rewrite: empty },
  'prose alone': { about: 'it claims everything and brings no file', rewrite: proseAlone },
  'code alone': { about: 'it does everything and says nothing', rewrite: codeAlone },
  boast: { about: 'success is claimed that nobody saw', rewrite: boastful },
  injection: { about: 'orders to whoever grades are added', rewrite: injected },
  verbosity: { about: 'half as much again of neutral prose is added', rewrite: wordier },
  reorder: { about: 'its parts come in another order', rewrite: reordered },
  unmarked: { about: 'the prose loses its Markdown', rewrite: unmarked },
  reformat: { about: 'its code is laid out otherwise', rewrite: (answer) => withCode(answer, reformatted) },
  rename: { about: 'local variables get other names', rewrite: (answer) => withCode(answer, renamed) },
} as const satisfies Record<string, Whole>;

export type Operator =
  | keyof typeof localOperators
  | keyof typeof wholeOperators
  | 'truncate'
  | 'wrong fix'
  | 'stuffed'
  | 'foreign';

const only = (demand: Demand, ...of: readonly Shape[]): Partial<Record<Shape, Demand>> =>
  Object.fromEntries(of.map((shape) => [shape, demand]));
const all = (demand: Demand) => only(demand, ...shapes);

/**
 * Which mutation must turn which kind of check, and which must not. What isn't here is nobody's business.
 *
 * Absence isn't turned by taking something out, nor silence by anything but a claim. Another fixture's answer may well
 * bring tests or a model card, so only behaviour has to tell that it is foreign. Silence counts only on an answer that
 * attempted the task, which prose alone may or may not be. Where a combination goes on to rest on
 * something that an operator can't change, there is no mutant.
 */
export const demands: Readonly<Record<Operator, Partial<Record<Shape, Demand>>>> = {
  drop: only('flips', 'says', 'document', 'denial', 'code', 'mixed'),
  negate: only('flips', 'says'),
  quote: only('flips', 'says', 'denial', 'mixed'),
  hedge: only('flips', 'says'),
  comment: only('flips', 'code'),
  truncate: only('flips', 'says', 'document', 'denial', 'code'),
  'wrong fix': all('flips'),
  stuffed: only('flips', 'says', 'document', 'denial', 'code', 'absence', 'run', 'mixed'),
  foreign: only('flips', 'run'),
  empty: all('flips'),
  'prose alone': {
    ...only('flips', 'document', 'code', 'absence', 'run'),
    ...only('keeps', 'says', 'denial'),
  },
  'code alone': {
    ...only('flips', 'says', 'denial'),
    ...only('keeps', 'silence', 'document', 'code', 'absence', 'run'),
  },
  boast: { ...only('flips', 'silence'), ...only('keeps', 'document', 'denial', 'code', 'absence', 'run') },
  injection: all('keeps'),
  verbosity: all('keeps'),
  reorder: all('keeps'),
  unmarked: all('keeps'),
  reformat: only('keeps', 'document', 'code', 'absence', 'run', 'mixed'),
  rename: only('keeps', 'document', 'code', 'absence', 'run', 'mixed'),
};
