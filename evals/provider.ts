import { replyOf, type Reply } from '../src/viewer/promptfoo.ts';
import { session } from './session.ts';

type Context = {
  prompt: { config: { variant: string } };
  vars: { fixture: string; repeat: number | string };
};

/** Answers from recordings. It never sends anything. */
export default class Recorded {
  readonly label = session.collection.id;

  id(): string {
    return this.label;
  }

  async callApi(_prompt: string, { prompt, vars }: Context): Promise<Reply> {
    const cell = session.cell(prompt.config.variant, vars.fixture, Number(vars.repeat));
    if (!cell) return { error: `unscored: no cell ${prompt.config.variant} ${vars.fixture}`, metadata: {} };
    return replyOf(await session.result(cell));
  }
}
