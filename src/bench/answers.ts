import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Fixture } from '../fixture/fixture.ts';
import { readText } from '../input/file.ts';
import { splitFrontmatter } from '../input/frontmatter.ts';

/** Of the labelled answers the longest few are the ones most like a model's. */
const longest = 3;

/**
 * Answers to a fixture as they are found in life: recorded ones, where there are two, else the longest labelled ones.
 * A remark makes each one distinct, so that nothing which remembers a text has seen it before.
 * @param recordings the folder of recordings
 */
export function distinctAnswers(recordings: string, fixture: Fixture, count: number): string[] {
  const recorded = recordedAnswers(recordings, fixture.id);
  const labelled = fixture.labelled.map(({ text }) => text).sort((a, b) => b.length - a.length);
  const texts = recorded.length >= 2 ? recorded : labelled.slice(0, longest);
  if (texts.length === 0) throw new TypeError(`${fixture.id} has no answers`);
  return Array.from({ length: count }, (_, i) => `${texts[i % texts.length] ?? ''}\n\nAnswer ${i + 1}.\n`);
}

/** Below a collection and a variant, recordings lie under their fixture's id. */
function recordedAnswers(folder: string, fixtureId: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && path.dirname(name).endsWith(path.join(path.sep, fixtureId)))
    .sort()
    .map((name) => splitFrontmatter(readText(path.join(folder, name), name), name).body);
}
