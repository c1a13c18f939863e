import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseRecording, type Recording } from '../recording/recording.ts';

/** Every file of a collection that a recording may be in, temporary ones too. */
export function filesIn(root: string, collection: string): string[] {
  const folder = path.join(root, 'evals', 'recordings', collection);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'collection.yaml')
    .map(({ name, parentPath }) => path.join(parentPath, name));
}

export function countRecordings(root: string, collection: string): number {
  return filesIn(root, collection).filter((name) => name.endsWith('.md')).length;
}

/** Every recording of a collection, each checked. */
export function recordingsIn(root: string, collection: string): Recording[] {
  return filesIn(root, collection)
    .filter((name) => name.endsWith('.md'))
    .map((name) => parseRecording(readFileSync(name, 'utf8'), name));
}

/** The ids of the requests that they answer. */
export function requestIds(root: string, collection: string): string[] {
  return recordingsIn(root, collection).flatMap(({ provenance }) =>
    provenance.source === 'api' ? (provenance.request_id ?? []) : [],
  );
}
