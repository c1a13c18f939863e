import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { rubricDigest } from './rubric.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex');

/** What was asked of a judge at once, as digests where the texts stand elsewhere. */
export const JudgeRequest = z.strictObject({
  model: z.string(),
  rubric: Sha256,
  /** Of the message that the answer answers: the task and all material it shows. */
  task: Sha256,
  answer: Sha256,
  questions: z.array(z.string()).min(1),
});
export type JudgeRequest = z.infer<typeof JudgeRequest>;

/** What all requests about one answer have in common. @param task the message that it answers */
export function about(model: string, task: string, answer: string): Omit<JudgeRequest, 'questions'> {
  return { model, rubric: rubricDigest, task: digest(task), answer: digest(answer) };
}

/** SHA-256 over everything that a judge's words depend on, in a fixed order. */
export function judgeKey({ model, rubric, questions, task, answer }: JudgeRequest): string {
  return digest(JSON.stringify(['judge', 2, model, rubric, task, answer, questions]));
}
