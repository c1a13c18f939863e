import path from 'node:path';
import type { Answer, Block } from '../answer/answer.ts';
import { type Sentence, sentencesOf } from '../answer/prose.ts';
import { affirms } from './affirms.ts';
import { filesMatching } from './files.ts';
import { folded, holds } from './needs.ts';
import { finder, type Span } from './phrases.ts';
import { reply, type Says } from './schema.ts';
import { type Evidence, evidence, fail, type Outcome, pass, vacant } from './verdict.ts';

type Passage = {
  readonly file: string | null;
  /** All its sentences, one a line, as literals are looked for. Phrases are looked for in one sentence at a time. */
  readonly folded: string;
  readonly sentences: readonly (Sentence & { readonly folded: string })[];
};

/** A grader for what the prose of an answer, or the text of some of its files, claims. */
export function compileSays(says: Says): (answer: Answer) => Outcome {
  const groups = [
    ...(says.any ? [finder(says.any)] : []),
    ...(says.all ?? []).map((phrase) => finder([phrase])),
  ];
  return (answer) => {
    const passages = says.in.flatMap((place) => passagesIn(answer, place));
    if (passages.length === 0) return vacant(`the answer has ${says.in.map(absent).join(' and ')}`);
    const denied: Evidence[] = [];
    for (const passage of passages) {
      if (!groups.every(({ needs }) => holds(needs, passage.folded))) continue;
      for (const sentence of passage.sentences) {
        if (!groups.every(({ needs }) => holds(needs, sentence.folded))) continue;
        const hits: Span[][] = [];
        for (const { find } of groups) {
          const spans = find(sentence.text).slice(0, mostSpans);
          if (spans.length === 0) break;
          hits.push(spans);
        }
        if (hits.length < groups.length) continue;
        const found = evidence(passage.file, sentence.line, sentence.text);
        if (hits.every((spans) => spans.some((span) => counts(sentence, span, says.negated))))
          return pass('said', [found]);
        denied.push(found);
      }
    }
    return denied.length > 0
      ? fail('said only in a negated or quoted form', denied.slice(0, 3))
      : fail('no sentence says so');
  };
}

/** Each place of a phrase is read with what stands around it; a sentence that repeats one for pages is no claim. */
const mostSpans = 20;

function counts(sentence: Sentence, span: Span, negated: Says['negated']): boolean {
  if (sentence.quoted) return false;
  return negated === 'allow' || affirms(sentence.text, span);
}

const ofAnswer = new WeakMap<Answer, Passage>();
const ofBlock = new WeakMap<Block, Passage>();

function absent(place: string): string {
  return place === reply ? 'no prose' : `no file ${place}`;
}

function passagesIn(answer: Answer, place: string): Passage[] {
  if (place !== reply)
    return filesMatching(answer, place).map((block) => remember(ofBlock, block, passageOfFile));
  const passage = remember(ofAnswer, answer, ({ sentences }) => passageOf(null, sentences));
  return passage.sentences.length > 0 ? [passage] : [];
}

/** A Markdown file is prose; of any other file every line is a sentence. */
function passageOfFile({ name, text, line }: Block): Passage {
  if (path.posix.extname(name ?? '') === '.md') {
    const sentences = sentencesOf(text).map((sentence) => ({ ...sentence, line: sentence.line + line - 1 }));
    return passageOf(name, sentences);
  }
  const lines = text.split('\n').map((each, i) => ({ text: each, line: line + i, quoted: false }));
  return passageOf(name, lines);
}

function passageOf(file: string | null, sentences: readonly Sentence[]): Passage {
  const screened = sentences.map((sentence) => ({ ...sentence, folded: folded(sentence.text) }));
  return { file, sentences: screened, folded: screened.map((each) => each.folded).join('\n') };
}

function remember<K extends object, V>(memory: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  let value = memory.get(key);
  if (value === undefined) memory.set(key, (value = make(key)));
  return value;
}
