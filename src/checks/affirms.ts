import type { Span } from './phrases.ts';

const upToThreeWords = '(?:\\w+[^\\w();.,]{1,3}){0,3}?';

/** Words that turn what follows them in a clause into its opposite. */
const before =
  /\b(?:not|never|no|none|nor|nothing|neither|without|cannot|unable to|skip(?:s|ped|ping)?|omit(?:s|ted|ting)?|left out|leave out|leaving out|no longer|avoid(?:s|ed|ing)?|forgot|forgets?|fail(?:s|ed)? to)\b|n[’']t\b/i;

/** The same, of what follows at once: "missing monitoring", but not "the share of missing values, for monitoring". */
const rightBefore = [
  /\b(?:missing|lacks?|lacking|removed|dropped|deleted)\W+(?:(?:the|an?|any|all)\W+)?$/i,
  /\b(?:instead of|rather than)\W+(?:\w+\W+){0,3}$/i,
];

/** Behind the phrase: "set_epoch is never called", "monitoring: open", "I have run neither file". */
const after = new RegExp(
  [
    '(?:neither|none|nothing|not?)\\b',
    `${upToThreeWords}(?:is|are|was|were|has|have|does|do|did|would|could|should)(?:n[’']t| not| never| no longer)\\b`,
    `${upToThreeWords}(?:is|are|was|were|remains?|stays?) (?:still )?(?:open|pending|untested|missing|omitted|skipped|left out|out of scope)\\b`,
    `${upToThreeWords}(?:never|omitted|skipped|left out|out of scope)\\b`,
    // "Monitoring: missing", but not "monitor the missing numbers".
    `${upToThreeWords}missing\\s*(?:[,.;:)]|$)`,
    '(?:open|pending|untested)\\b',
  ]
    .map((cue) => `^[^\\w(;.]{0,6}(?:${cue})`)
    .join('|'),
  'i',
);

/** "Not only x but y" and "not just x" affirm. */
const notOnly = /\bnot (?:only|just|merely)\b/gi;

/** "Perhaps, or perhaps not": a claim made both ways is none. "Whether or not" is something else. */
const bothWays =
  /\b(?:perhaps|maybe|possibly|might|may|could|can)\b[^.;:]{0,60}(?<!\bwhether )\bor (?:perhaps |maybe )?not\b/i;

/** A comma ends a clause where a new subject follows; in a list of things that weren't done it does not. */
const clauseEnd =
  /[;:()—–]|,? but\b|,? so\b|,? (?:and|which) (?:now|then)\b|, (?:and )?(?:I|we|it|this|that|they)\b|\. /gi;

/**
 * Whether a sentence affirms the phrase it holds, rather than negating or quoting it.
 * A heuristic over English clauses: a cue before the phrase in its clause, or right behind it, negates it.
 */
export function affirms(sentence: string, { start, end }: Span): boolean {
  if (isQuoted(sentence, start, end) || bothWays.test(sentence)) return false;
  const head = sentence.slice(0, start);
  const clause = head.slice(lastEnd(head)).replace(notOnly, ' ');
  const tail = sentence.slice(end, end + 80);
  return !before.test(clause) && !rightBefore.some((cue) => cue.test(clause)) && !after.test(tail);
}

function lastEnd(head: string): number {
  let last = 0;
  for (const match of head.matchAll(clauseEnd)) last = match.index + match[0].length;
  return last;
}

/** Between double quotes: straight ones in pairs, or typographic ones. */
function isQuoted(sentence: string, start: number, end: number): boolean {
  const head = sentence.slice(0, start);
  const tail = sentence.slice(end);
  const straight = head.split('"').length % 2 === 0 && tail.includes('"');
  return straight || (head.lastIndexOf('“') > head.lastIndexOf('”') && tail.includes('”'));
}
