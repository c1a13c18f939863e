/** How an answer came to its end. Only a whole one is graded. */
export type Ending = 'whole' | 'truncated' | 'refused';

/** By stop reason: the Messages API's, and promptfoo's names for those of other models. */
const endings: Readonly<Record<string, Ending>> = {
  end_turn: 'whole',
  stop_sequence: 'whole',
  stop: 'whole',
  unknown: 'whole',
  max_tokens: 'truncated',
  length: 'truncated',
  model_context_window_exceeded: 'truncated',
  pause_turn: 'truncated',
  refusal: 'refused',
  content_filter: 'refused',
};

export function endingOf(stopReason: string): Ending {
  return endings[stopReason] ?? 'truncated';
}
