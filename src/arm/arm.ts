import type { Variant } from '../agent/variant.ts';
import type { Tree } from '../input/tree.ts';

/** One side of a comparison: a prompt, and the files among which its recorded answers are looked for. */
export type Arm = {
  /** What its rows and columns are called. */
  readonly label: string;
  readonly variant: Variant;
  /** The agent file that it was read from; null for `control` and for derived variants. */
  readonly file: string | null;
  readonly tree: Tree;
};
