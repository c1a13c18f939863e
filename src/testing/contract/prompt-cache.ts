import { digest } from '../../input/digest.ts';
import { type MessageRequest, textsOf } from './request.ts';

type Entry = { readableFrom: number; expires: number };

/** How a prompt was billed, in tokens. */
export type Prompted = {
  readonly input: number;
  readonly written5m: number;
  readonly written1h: number;
  readonly read: number;
};

export type CacheOptions = {
  /** The shortest prefix that is cached, in tokens. */
  readonly minimum: number;
  readonly ttlMs: Readonly<Record<'5m' | '1h', number>>;
};

/**
 * The prompt cache as far as one breakpoint behind the system prompt goes: a prefix is readable once the first answer
 * to it has started, and until it wasn't used for its time to live; whoever asks before that writes it, too.
 */
export class PromptCache {
  readonly #options: CacheOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  /**
   * @param tokens of the system prompt and of the rest
   * @returns how the prompt is billed, and what to call when its answer starts
   */
  prompt(
    request: MessageRequest,
    tokens: { readonly system: number; readonly user: number },
    now: number,
  ): { prompted: Prompted; started: (at: number) => void } {
    const ttl = breakpointOf(request);
    const { minimum, ttlMs } = this.#options;
    const uncached = {
      prompted: { input: tokens.system + tokens.user, written5m: 0, written1h: 0, read: 0 },
      started: () => {},
    };
    if (ttl === null || tokens.system < minimum) return uncached;
    const key = digest(`${request.model}\n${textsOf(request).system}`);
    const entry = this.#entries.get(key);
    if (entry && entry.readableFrom <= now && now < entry.expires) {
      entry.expires = now + ttlMs[ttl];
      return {
        prompted: { input: tokens.user, written5m: 0, written1h: 0, read: tokens.system },
        started: () => {},
      };
    }
    return {
      prompted: {
        input: tokens.user,
        written5m: ttl === '5m' ? tokens.system : 0,
        written1h: ttl === '1h' ? tokens.system : 0,
        read: 0,
      },
      started: (at) => void this.#entries.set(key, { readableFrom: at, expires: at + ttlMs[ttl] }),
    };
  }
}

function breakpointOf({ system }: MessageRequest): '5m' | '1h' | null {
  const block = typeof system === 'string' ? undefined : system?.at(-1);
  return block?.cache_control ? (block.cache_control.ttl ?? '5m') : null;
}
