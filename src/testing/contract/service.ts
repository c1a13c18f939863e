import { digest } from '../../input/digest.ts';
import { Bucket } from './bucket.ts';
import { Ledger } from './ledger.ts';
import type { ContractOptions } from './options.ts';
import { PromptCache } from './prompt-cache.ts';
import type { Received } from './received.ts';
import type { Answered } from './reply.ts';
import { type MessageRequest, type Texts, textsOf } from './request.ts';

/** What the routes of the server share: accounts, cache, rate limit, and what came in. */
export class Service {
  readonly options: ContractOptions;
  readonly ledger = new Ledger();
  readonly cache: PromptCache;
  readonly bucket: Bucket | null;
  readonly received: Received[] = [];
  #seen = new Map<string, number>();
  #ids = 0;

  constructor(options: ContractOptions) {
    this.options = options;
    this.cache = new PromptCache(options.cache);
    this.bucket = options.rate && new Bucket(options.rate, Date.now());
  }

  id(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${String(this.#ids).padStart(6, '0')}`;
  }

  /** How often a body came before. */
  seen(body: string): number {
    const key = digest(body);
    const times = this.#seen.get(key) ?? 0;
    this.#seen.set(key, times + 1);
    return times;
  }

  /** Tokens of a prompt, system and rest apart. */
  count({ system, user }: Texts): { system: number; user: number } {
    const { tokens } = this.options;
    return { system: system === null ? 0 : tokens('system', system), user: tokens('user', user) };
  }

  /**
   * Answers and bills a request.
   * @returns the answer, and what to call when it starts to go out
   */
  answer(
    request: MessageRequest,
    now: number,
    tier: 'standard' | 'batch',
  ): { answered: Answered; started: (at: number) => void } {
    const texts = textsOf(request);
    const { prompted, started } = this.cache.prompt(request, this.count(texts), now);
    const whole = this.options.answer(request, texts);
    const wanted = this.options.tokens('output', whole);
    const cut = wanted > request.max_tokens;
    const answered: Answered = {
      id: this.id('msg'),
      model: request.model,
      text: cut ? whole.slice(0, Math.floor((whole.length * request.max_tokens) / wanted)) : whole,
      stopReason: cut ? 'max_tokens' : this.options.stopReason,
      prompted,
      output: Math.min(wanted, request.max_tokens),
      tier,
    };
    const { id, model, output } = answered;
    this.ledger.add({ id, model, via: tier === 'batch' ? 'batch' : 'messages', prompted, output });
    return { answered, started };
  }
}
