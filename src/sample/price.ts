/** Dollars per million tokens. */
export type Price = { readonly input: number; readonly output: number };

/** List prices as of 2026-11, from Anthropic's model and pricing pages. A model that isn't listed has no price, not 0. */
export const prices: Readonly<Record<string, Price>> = {
  'claude-haiku-5-5': { input: 0.1, output: 0.5 },
  'claude-sonnet-5-5': { input: 2, output: 10 },
  'claude-opus-5-5': { input: 4, output: 20 },
};

/** What an estimate goes by where nothing says which model will answer. */
export const usualModel = 'claude-sonnet-5-5';

/** Recorded answers have 17,000 characters on average; a token is about four. */
const charactersPerToken = 4;
const tokensPerAnswer = 4000;

/**
 * Roughly what some samples would cost, by counting characters: for a person's decision, not for a budget.
 * @param requests the texts to send, one entry per sample
 * @returns dollars
 */
export function estimate(
  requests: readonly { system: string | null; message: string }[],
  { input, output }: Price,
): number {
  const characters = requests.reduce(
    (sum, { system, message }) => sum + (system ?? '').length + message.length,
    0,
  );
  return ((characters / charactersPerToken) * input + requests.length * tokensPerAnswer * output) / 1e6;
}
