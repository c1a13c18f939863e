import { session } from './session.ts';

/** One row per fixture and repeat. */
export default function tests({ repeats }: { repeats: number }) {
  return session.project.fixtures.flatMap(({ id }) =>
    Array.from({ length: repeats }, (_, i) => ({
      description: `${id} #${i + 1}`,
      vars: { fixture: id, repeat: i + 1 },
      metadata: { fixture: id, repeat: i + 1 },
    })),
  );
}
