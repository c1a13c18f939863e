import { z } from 'zod';

const phrase = z.string().min(1, 'expected a phrase');
const glob = z.string().min(1, 'expected a glob');
const phrases = z.array(phrase).min(1, 'expected at least one phrase');

/** The answer's own prose, among the places where a claim may stand. */
export const reply = 'reply';

const place = glob.refine(
  (name) => name === reply || name.toLowerCase() !== reply,
  'expected `reply`, or a glob',
);
const places = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z
    .array(place)
    .min(1, 'expected at least one place')
    .refine((names) => new Set(names).size === names.length, 'expected each place once'),
);

/** What the prose claims. A bare list is `any`. */
export const Says = z.preprocess(
  (value) => (Array.isArray(value) ? { any: value } : value),
  z
    .strictObject({
      any: phrases.optional(),
      all: phrases.optional(),
      in: places.default([reply]),
      negated: z.enum(['reject', 'allow']).default('reject'),
    })
    .refine(({ any, all }) => any ?? all, 'expected `any` or `all`'),
);
export type Says = z.infer<typeof Says>;

/** An ast-grep rule. Its own reader knows its fields better than a copy of them here could. */
const rule = z.record(z.string(), z.unknown());
const rules = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(rule).min(1));

/** The structure of the answer's code. */
export const Code = z
  .strictObject({
    in: glob.optional(),
    lang: z.enum(['python', 'yaml']).default('python'),
    has: rules.optional(),
    lacks: rules.optional(),
    constraints: z.record(z.string(), rule).optional(),
    utils: z.record(z.string(), rule).optional(),
  })
  .refine(({ has, lacks }) => has ?? lacks, 'expected `has` or `lacks`');
export type Code = z.infer<typeof Code>;

/** A verdict of the fixture's probe, by the name under which it is reported. */
export const Run = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected the kebab-case name of a verdict');
export type Run = z.infer<typeof Run>;

/** One question about the answer that a model answers with yes or no; yes passes. */
export const Judge = z.string().min(10, 'expected a question that a reader can answer with yes or no');
export type Judge = z.infer<typeof Judge>;

/** A promptfoo assertion over the whole reply. */
export const Expect = z.strictObject({
  type: z.string(),
  value: z.unknown().optional(),
  threshold: z.number().nonnegative().optional(),
});
export type Expect = z.infer<typeof Expect>;

const kinds = ['says', 'code', 'run', 'judge', 'expect', 'any', 'all', 'not'] as const;
export type GraderKind = (typeof kinds)[number];

const list = kinds.map((kind) => `\`${kind}\``).join(', ');

/** A key that isn't there is most often a grader misspelt. */
const unknownGrader = {
  error: ({ code }: { code?: string }) =>
    code === 'unrecognized_keys' ? `unknown key: expected a grader, one of ${list}` : undefined,
};

const graders = {
  says: Says.optional(),
  code: Code.optional(),
  run: Run.optional(),
  judge: Judge.optional(),
  expect: Expect.optional(),
  get any(): z.ZodOptional<z.ZodArray<typeof Grader>> {
    return z.array(Grader).min(1, 'expected at least one grader').optional();
  },
  get all(): z.ZodOptional<z.ZodArray<typeof Grader>> {
    return z.array(Grader).min(1, 'expected at least one grader').optional();
  },
  get not(): z.ZodOptional<typeof Grader> {
    return Grader.optional();
  },
};

/** One grader, or several combined. */
export const Grader = z.strictObject(graders, unknownGrader);
export type Grader = z.infer<typeof Grader>;

/** One graded statement about an answer. */
export const Check = z.strictObject(
  {
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected kebab-case'),
    asks: z.string().min(10, 'expected a question that a reader can answer'),
    item: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.string()).min(1)),
    weight: z.number().positive().max(100).default(1),
    must: z.boolean().default(false),
    ...graders,
  },
  unknownGrader,
);
export type Check = z.infer<typeof Check>;

export const ChecksFile = z.array(Check).min(1, 'expected at least one check');

/** @returns the one grader that an entry holds, or what is wrong with it */
export function graderOf(entry: Grader): { kind: GraderKind } | { wrong: string } {
  const present = kinds.filter((kind) => entry[kind] !== undefined);
  const [kind] = present;
  if (kind && present.length === 1) return { kind };
  return {
    wrong:
      present.length === 0
        ? `expected one grader of ${list}`
        : `expected one grader, found ${present.map((each) => `\`${each}\``).join(' and ')}`,
  };
}

/** The verdicts of the probe that an entry asks for, however deep. */
export function verdictsIn({ run, any = [], all = [], not }: Grader): string[] {
  const inside = [...any, ...all, ...(not ? [not] : [])].flatMap(verdictsIn);
  return run === undefined ? inside : [run, ...inside];
}

/** What a check rests on: it decides what has to change its verdict, and what must not. */
export const shapes = [
  'says',
  'document',
  'denial',
  'silence',
  'code',
  'absence',
  'run',
  'expect',
  'mixed',
] as const;
export type Shape = (typeof shapes)[number];

/** What phrases are read blind to be too often wrong about; see docs/validity.md. */
export const readShapes: ReadonlySet<Shape> = new Set(['says', 'denial', 'mixed']);

const claims: ReadonlySet<Shape> = new Set(['says', 'denial', 'document']);

/**
 * `document` is a claim in a file of the answer, `denial` a fact that is negative itself, `silence` a claim that
 * prose or file must not make, `absence` something that the code must not hold; a combination of graders of one shape
 * has that shape, any other is `mixed`, as is a claim that may stand in the prose or in a file.
 */
export function shapeOf({ says, code, run, expect, any, all, not }: Grader): Shape {
  if (says && !says.in.includes(reply)) return 'document';
  if (says && says.in.length > 1) return 'mixed';
  if (says) return says.negated === 'allow' ? 'denial' : 'says';
  if (code) return code.has ? 'code' : 'absence';
  if (run !== undefined) return 'run';
  if (expect) return 'expect';
  if (not) return claims.has(shapeOf(not)) ? 'silence' : 'mixed';
  const inside = new Set((any ?? all ?? []).map(shapeOf));
  const [first = 'mixed'] = inside;
  return inside.size === 1 ? first : 'mixed';
}
