/**
 * What a text must hold for something to be found in it: of every clause at least one literal. Literals are lower-case
 * ASCII and stand in a text that went through `folded`. The empty conjunction asks nothing, and is always a true
 * answer: a screen may let too much through, never too little.
 */
export type Needs = readonly Clause[];
type Clause = readonly string[];

/** Asks nothing. */
export const anything: Needs = [];

/**
 * A text as literals are looked for in it, whatever the case of either. Two characters beyond ASCII are equal to a
 * letter under case folding: the Kelvin sign, which is lowered to a k, and the long s, which isn't lowered.
 */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll('ſ', 's');
}

export function holds(needs: Needs, foldedText: string): boolean {
  return needs.every((clause) => clause.some((literal) => foldedText.includes(literal)));
}

/** What one of these strings needs: nothing where one of them is empty. */
export function oneOf(literals: readonly string[]): Needs {
  if (literals.includes('')) return anything;
  return [shortest(literals)];
}

export function allOf(parts: readonly Needs[]): Needs {
  return parts.flat();
}

/** Of each branch its most telling clause will do; a branch that needs nothing lets everything through. */
export function eitherOf(branches: readonly Needs[]): Needs {
  const clauses = branches.map(mostTelling);
  if (clauses.length === 0 || clauses.includes(undefined)) return anything;
  return [shortest(clauses.flatMap((clause) => clause ?? []))];
}

/** A literal that holds another one of its clause adds nothing. */
function shortest(literals: readonly string[]): Clause {
  const different = [...new Set(literals)];
  return different.filter((long) => !different.some((short) => short !== long && long.includes(short)));
}

/** The clause whose shortest literal is longest: the least likely to be met by chance. */
function mostTelling(needs: Needs): Clause | undefined {
  const length = (clause: Clause) => Math.min(...clause.map((literal) => literal.length));
  return needs.toSorted((a, b) => length(b) - length(a) || a.length - b.length)[0];
}
