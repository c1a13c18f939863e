import { InputError } from '../input/input-error.ts';
import { type Located, type Path, parseLocated } from '../input/located.ts';
import { hint } from '../input/nearest.ts';
import type { Problem } from '../input/problem.ts';
import { compileCode, wrongRules } from './code.ts';
import { allOf, anyOf, type Grade, notOf } from './combine.ts';
import { compileExpect, wrongExpectation } from './expect.ts';
import { compileJudge, readBy } from './judge.ts';
import { wrongPhrase } from './phrases.ts';
import { compileRun } from './run.ts';
import { compileSays } from './says.ts';
import {
  type Check,
  ChecksFile,
  type Grader,
  type GraderKind,
  graderOf,
  readShapes,
  type Shape,
  shapeOf,
  verdictsIn,
} from './schema.ts';

/** A check that is ready to grade. */
export type CompiledCheck = Pick<Check, 'id' | 'asks' | 'weight' | 'must'> & {
  readonly items: readonly string[];
  readonly kind: GraderKind;
  /** The questions that it may put to a judge. */
  readonly questions: readonly string[];
  /** Whether a calibrated judge decides it, by what it asks, rather than its phrases. */
  readonly isRead: boolean;
  readonly shape: Shape;
  /** The verdicts of the probe that it rests on. */
  readonly verdicts: readonly string[];
  readonly grade: Grade;
};

type Report = (path: Path, message: string) => void;

/**
 * Reads a `checks.yaml`.
 * @param items the ids of the checklist; null leaves them unchecked
 * @throws {InputError} with every problem: shape, ids, items, rules and expressions
 */
export function readChecks(located: Located, items: readonly string[] | null): CompiledCheck[] {
  const checks = parseLocated(located, ChecksFile);
  const problems: Problem[] = [];
  const report: Report = (path, message) => void problems.push(located.problem(path, message));
  const compiled = checks.map((check, i) => {
    const first = checks.findIndex(({ id }) => id === check.id);
    if (first < i) report([i, 'id'], `a second check \`${check.id}\``);
    for (const [k, item] of check.item.entries()) {
      if (items && !items.includes(item))
        report([i, 'item', k], `no checklist item \`${item}\`${hint(item, items)}`);
    }
    const { id, asks, weight, must } = check;
    const { kind, grade } = compileGrader(check, [i], report);
    const shape = shapeOf(check);
    const verdicts = verdictsIn(check);
    const questions = questionsOf(check);
    // What was run is decided by that, since no reader sees more, and a check may have a question of its own.
    const isRead =
      readShapes.has(shape) && hasPhrases(check) && verdicts.length === 0 && questions.length === 0;
    return {
      id,
      asks,
      weight,
      must,
      items: check.item,
      questions,
      isRead,
      verdicts,
      shape,
      kind,
      grade: isRead ? readBy(grade, asks) : grade,
    };
  });
  if (problems.length > 0) throw new InputError(problems);
  return compiled;
}

function hasPhrases({ says, any = [], all = [], not }: Grader): boolean {
  return says !== undefined || [...any, ...all, ...(not ? [not] : [])].some(hasPhrases);
}

function questionsOf({ judge, any = [], all = [], not }: Grader): string[] {
  return [
    ...(judge === undefined ? [] : [judge]),
    ...[...any, ...all, ...(not ? [not] : [])].flatMap(questionsOf),
  ];
}

const never: Grade = () => {
  throw new TypeError('a check with a problem is never graded');
};

function compileGrader(entry: Grader, path: Path, report: Report): { kind: GraderKind; grade: Grade } {
  const result = graderOf(entry);
  if ('wrong' in result) {
    report(path, result.wrong);
    return { kind: 'says', grade: never };
  }
  return { kind: result.kind, grade: compilers[result.kind](entry, [...path, result.kind], report) };
}

/** By kind of grader: reads its part of an entry, reporting what can't be compiled. */
const compilers: Readonly<Record<GraderKind, (entry: Grader, path: Path, report: Report) => Grade>> = {
  says: ({ says }, path, report) => {
    if (!says) return never;
    let sound = true;
    for (const key of ['any', 'all'] as const) {
      for (const [i, phrase] of (says[key] ?? []).entries()) {
        const wrong = wrongPhrase(phrase);
        if (wrong === null) continue;
        sound = false;
        report([...path, key, i], wrong);
      }
    }
    return sound ? compileSays(says) : never;
  },
  code: ({ code }, path, report) => {
    if (!code) return never;
    const wrong = wrongRules(code);
    for (const { at, message } of wrong) report([...path, ...at], message);
    return wrong.length === 0 ? compileCode(code) : never;
  },
  run: ({ run }) => (run === undefined ? never : compileRun(run)),
  judge: ({ judge }) => (judge === undefined ? never : compileJudge(judge)),
  expect: ({ expect }, path, report) => {
    if (!expect) return never;
    const wrong = wrongExpectation(expect);
    if (wrong !== null) report([...path, 'type'], wrong);
    return compileExpect(expect);
  },
  any: ({ any = [] }, path, report) => anyOf(compileAll(any, path, report)),
  all: ({ all = [] }, path, report) => allOf(compileAll(all, path, report)),
  not: ({ not }, path, report) => (not ? notOf(compileGrader(not, path, report).grade) : never),
};

function compileAll(entries: readonly Grader[], path: Path, report: Report): Grade[] {
  return entries.map((entry, i) => compileGrader(entry, [...path, i], report).grade);
}
