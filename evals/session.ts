import path from 'node:path';
import { loadProject } from '../src/project.ts';
import { loadDefaults } from '../src/viewer/config.ts';
import { Session } from '../src/viewer/session.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The project as `promptfooconfig.yaml` asks for it, loaded once for all the modules that it names. */
export const session = new Session(loadProject(root), loadDefaults(root).collection);
