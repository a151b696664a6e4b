import { EvaluationFailure } from '../semantics/expressions/problem.ts';

/** Ends the evaluation of a decision with two sentences; never leaves this folder. */
export class DecisionObstacle extends Error {
  override readonly name = 'DecisionObstacle';
  readonly messageEn: string;

  constructor(message: string, messageEn: string) {
    super(message);
    this.messageEn = messageEn;
  }
}

/** Puts the place in front of what went wrong inside; bugs go on as they are. */
export function placed(error: unknown, where: string, whereEn: string): unknown {
  if (error instanceof DecisionObstacle) return new DecisionObstacle(`${where}: ${error.message}`, `${whereEn}: ${error.messageEn}`);
  if (error instanceof EvaluationFailure)
    return new DecisionObstacle(`${where}: ${error.problem.message}`, `${whereEn}: ${error.problem.messageEn}`);
  // JavaScript's for a full stack, Temporal's for impossible days
  if (error instanceof RangeError)
    return new DecisionObstacle(`${where}: vượt giới hạn tính toán`, `${whereEn}: beyond a limit (${error.message})`);
  return error;
}
