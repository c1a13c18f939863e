import path from 'node:path';

const ours = /^(?:task\.md|(?:checks|mutants|wordings)\.yaml|(?:answers|probe)\/.*)$/;

/**
 * Whether a file of a fixture's folder is the harness's own: no model is shown it, and no probe finds it beside the
 * material. @param name relative to the folder
 */
export function isOurs(name: string): boolean {
  return ours.test(path.posix.normalize(name));
}
