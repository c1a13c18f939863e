import Anthropic from '@anthropic-ai/sdk';
import { BatchError } from './batch-error.ts';
import { ContentTypeError } from './content-type-error.ts';
import { InputError } from '../input/input-error.ts';
import { ModelError } from './model-error.ts';
import { SecretError } from './secret-error.ts';
import { redact } from './secrets.ts';
import { StalledError } from './stalled-error.ts';

/** What to do about a failed call. */
export type Trouble = {
  /** `retry`: the same call may work later. `unscored`: this cell's own. `fatal`: the next call would fail as well. */
  readonly action: 'retry' | 'unscored' | 'fatal';
  /** Whether we are the ones who ask too much. */
  readonly slowDown: boolean;
  /** Whether the call may be on the bill although no answer came. */
  readonly billed: boolean;
  /** The other side's own wish, in milliseconds; null where it has none. */
  readonly retryAfterMs: number | null;
  readonly cause: string;
};

type Rule = Pick<Trouble, 'action'> & { readonly slowDown?: true; readonly advice?: string };

/** By HTTP status; a 5xx that isn't named is retried, a 4xx that isn't is the cell's. Nothing of these is billed. */
const byStatus: Readonly<Record<number, Rule>> = {
  400: { action: 'unscored' },
  401: { action: 'fatal', advice: 'check ANTHROPIC_API_KEY' },
  402: { action: 'fatal', advice: 'see to the billing of the key’s organisation' },
  403: {
    action: 'fatal',
    advice: 'the key may not use this model or feature: ask for it, or choose another by --model',
  },
  404: { action: 'fatal', advice: 'check --model, and ANTHROPIC_BASE_URL where it is set' },
  408: { action: 'retry' },
  409: { action: 'retry' },
  413: { action: 'unscored' },
  429: { action: 'retry', slowDown: true },
  499: { action: 'retry' },
  529: { action: 'retry', slowDown: true },
};

/** Codes that say more than their status does. */
const byCode: Readonly<Record<string, Rule>> = {
  organization_on_hold: { action: 'fatal', advice: 'the key’s organisation is on hold' },
  contract_spend_limit_reached: { action: 'fatal', advice: 'the contract’s spend limit is reached' },
  enforced_spend_limit_reached: {
    action: 'fatal',
    advice: 'raise the spend limit, or wait for the next period',
  },
};

/** By the type that an error within a stream or a batch carries. */
const byType: Readonly<Record<string, Rule>> = {
  invalid_request_error: { action: 'unscored' },
  authentication_error: byStatus[401] as Rule,
  billing_error: byStatus[402] as Rule,
  permission_error: byStatus[403] as Rule,
  not_found_error: byStatus[404] as Rule,
  request_too_large: { action: 'unscored' },
  rate_limit_error: { action: 'retry', slowDown: true },
  overloaded_error: { action: 'retry', slowDown: true },
};

/** By the code of a file system's error, none of which a connection has. */
export const ofDisk: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, then run the same command again',
  EDQUOT: 'the disk’s quota is used up: make room, then run the same command again',
  EROFS: 'the disk can’t be written to',
  EACCES: 'the folder of recordings can’t be written to',
  EIO: 'the disk failed',
  EMFILE: 'too many files are open',
};

const otherwise: Rule = { action: 'retry' };

function ruleOf(status: number): Rule {
  return byStatus[status] ?? (status < 500 ? { action: 'unscored' } : otherwise);
}

/** A failed call, classified; the one place where that is decided. */
export function troubleOf(error: unknown, secrets: readonly string[]): Trouble {
  const { rule, text, billed, retryAfterMs = null } = read(error);
  const { action, slowDown = false, advice } = rule;
  const cause = redact(advice === undefined ? text : `${text}: ${advice}`, secrets);
  return { action, slowDown, billed, retryAfterMs, cause };
}

type Read = {
  readonly rule: Rule;
  readonly text: string;
  readonly billed: boolean;
  readonly retryAfterMs?: number | null;
};

function read(error: unknown): Read {
  if (error instanceof Anthropic.APIError && typeof error.status === 'number') {
    return {
      rule: byCode[error.errorCode ?? ''] ?? ruleOf(error.status),
      text: `HTTP ${error.status}${error.apiMessage === null ? '' : ` ${error.apiMessage.slice(0, 300)}`}`,
      billed: false,
      retryAfterMs: retryAfter(error.headers as Headers | undefined),
    };
  }
  if (error instanceof Anthropic.APIError && error.type !== null) {
    return { rule: byType[error.type] ?? otherwise, text: `${error.type} in mid-answer`, billed: true };
  }
  if (error instanceof BatchError) {
    const text = `${error.type} in a batch: ${error.message.slice(0, 300)}`;
    return { rule: byType[error.type] ?? otherwise, text, billed: error.billed };
  }
  if (error instanceof ModelError) {
    return { rule: ruleOf(error.status ?? 500), text: error.message.slice(0, 300), billed: false };
  }
  const code = (error as Partial<NodeJS.ErrnoException> | undefined)?.code ?? '';
  if (Object.hasOwn(ofDisk, code)) {
    const text = `${ofDisk[code]}; an answer that was paid for could not be kept`;
    return { rule: { action: 'fatal' }, text, billed: true };
  }
  if (error instanceof InputError || error instanceof SecretError)
    return { rule: { action: 'unscored' }, text: error.message, billed: true };
  // A mistake of this program is not the network's, and trying again mends nothing.
  if (error instanceof TypeError && !(error.cause instanceof Error)) {
    return { rule: { action: 'fatal' }, text: error.message, billed: false };
  }
  return { rule: otherwise, text: lost(error), billed: true };
}

/** Why no whole answer came, from the error or what lies beneath it. */
function lost(error: unknown): string {
  const chain: unknown[] = [];
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each);
  const known = chain.find((each) => each instanceof StalledError || each instanceof ContentTypeError);
  if (known instanceof Error) return known.message;
  if (chain.some((each) => each instanceof Anthropic.APIConnectionTimeoutError)) return 'no answer in time';
  if (chain.some((each) => each instanceof SyntaxError)) return 'the answer is not JSON';
  const code = chain.map((each) => (each as NodeJS.ErrnoException).code).find((each) => each !== undefined);
  if (code !== undefined) return `the connection failed (${code})`;
  return error instanceof Error ? error.message.slice(0, 300) : 'no answer';
}

/** Seconds, a fraction of them or a date; milliseconds where the other side gives those. */
function retryAfter(headers: Headers | undefined): number | null {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const value = headers?.get('retry-after') ?? null;
  if (value === null) return null;
  const milliseconds = Number.isFinite(Number(value)) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : null;
}
