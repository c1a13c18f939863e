import type { Fixture } from '../fixture/fixture.ts';

/** The length of the answers that the sampled ones average to, in characters. */
const length = 13_000;

/**
 * Distinct answers as long as real ones, made of a fixture's labelled answers, so that checks find in them what they
 * find in life.
 */
export function distinctAnswers({ labelled }: Fixture, count: number): string[] {
  const texts = labelled.map(({ text }) => text).filter((text) => text.length > 3000);
  return Array.from({ length: count }, (_, i) => {
    const text = texts[i % texts.length] ?? '';
    const filler = `\n\nRemark ${i}: nothing else was changed, and the rest of the file stays as it was before.`;
    return (filler.repeat(Math.max(1, Math.ceil((length - text.length) / filler.length))) + text).slice(
      -Math.max(length, text.length),
    );
  });
}
