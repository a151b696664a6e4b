/** Look-ups that many requests make at once, in one statement: while one is under way, those that come wait for the next, so no answer is older than its question. */
import type { Pool } from 'pg';

/** `load` answers many questions at once; the function that comes back answers one. A failure is everybody's who was in it. */
export function gathered<Question, Answer>(
  load: (pool: Pool, questions: readonly Question[]) => Promise<(question: Question) => Answer>,
): (pool: Pool, question: Question) => Promise<Answer> {
  const lines = new WeakMap<Pool, Line<Question, Answer>>();
  const answer = async (pool: Pool, line: Line<Question, Answer>) => {
    line.isBusy = true;
    while (line.waiting.length > 0) {
      const batch = line.waiting;
      line.waiting = [];
      try {
        const answerTo = await load(
          pool,
          batch.map(({ question }) => question),
        );
        for (const { question, resolve } of batch) resolve(answerTo(question));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    line.isBusy = false;
  };
  return (pool, question) => {
    let line = lines.get(pool);
    if (!line) lines.set(pool, (line = { waiting: [], isBusy: false }));
    const { waiting } = line;
    const answered = new Promise<Answer>((resolve, reject) => waiting.push({ question, resolve, reject }));
    if (!line.isBusy) void answer(pool, line);
    return answered;
  };
}

interface Line<Question, Answer> {
  waiting: {
    readonly question: Question;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }[];
  isBusy: boolean;
}
