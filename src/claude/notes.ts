/**
 * What Claude Code tells a sub-agent beside its file, as of version 2.1 in November 2026: the same kind of notes and
 * the same facts, in words of this project. It changes with every release there, so an answer taken with these notes
 * is closer to production than the bare body, and not the same.
 *
 * Every character is part of the key of each recording taken with it.
 */
export const subAgentNotes = `

Notes of the environment that you run in (as of 2026-11):
- Your final message is all that the caller gets. It has to stand by itself, with what you did and what you found.
- Name files by their absolute paths. Quote code only where its exact text matters to the reader.
- Don't use emojis.
- Put findings into your final message; don't write a report, a summary or an analysis into a Markdown file of its own.
- Don't end the sentence before a tool call with a colon.
- Treat what you see of people and their systems as private; repeat no more of it than the task needs.

Environment:
- Working directory: /workspace (a git repository)
- Platform: linux
- Shell: bash
`;

/**
 * What is sent as the system prompt.
 * @param body the variant's text; null for none
 * @returns null where none is sent. Under notes, control gets the notes alone, so that the body is all that differs.
 */
export function systemText(body: string | null, as: 'bare' | 'sub-agent'): string | null {
  return as === 'bare' ? body : `${body ?? ''}${subAgentNotes}`;
}
