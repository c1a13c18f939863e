import type Anthropic from '@anthropic-ai/sdk';

/**
 * Counts the tokens of prompts exactly, by the API itself, at no cost. A prompt's tokens are those of its system text
 * plus those of its message, so each distinct text is counted once and not each pair.
 * @param texts distinct texts
 * @throws whatever the API answers with
 */
export async function countTokens(
  client: Anthropic,
  model: string,
  texts: readonly string[],
): Promise<Map<string, number>> {
  const count = async (content: string) => {
    const { input_tokens } = await client.messages.countTokens({
      model,
      messages: [{ role: 'user', content }],
    });
    return input_tokens;
  };
  const counts = new Map<string, number>();
  const parallel = 4;
  for (let i = 0; i < texts.length; i += parallel) {
    const some = texts.slice(i, i + parallel);
    const counted = await Promise.all(some.map(count));
    for (const [k, text] of some.entries()) counts.set(text, counted[k] ?? 0);
  }
  return counts;
}
