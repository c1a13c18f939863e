import { promptText } from '../src/viewer/run.ts';
import { session } from './session.ts';

/** A column's prompt: the variant's system text, which the viewer shows. The request itself is the provider's. */
export default function prompt({ config }: { config: { variant: string } }): string {
  const variant = session.project.variants.get(config.variant);
  if (!variant) throw new TypeError(`no variant ${config.variant}`);
  return promptText(variant);
}
