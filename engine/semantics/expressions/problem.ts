/** What can be wrong with an expression; the first eight are known when it is compiled, so at deployment. */
export type ExpressionProblemCode =
  | 'FEEL_EMPTY'
  | 'FEEL_TOO_LONG'
  | 'FEEL_TOO_DEEP'
  | 'FEEL_SYNTAX'
  | 'FEEL_FOREIGN_LANGUAGE'
  | 'FEEL_UNKNOWN_FUNCTION'
  | 'FEEL_WRONG_ARGUMENTS'
  | 'FEEL_UNSUPPORTED'
  | 'FEEL_TYPE_MISMATCH'
  | 'FEEL_INVALID_ARGUMENT'
  | 'FEEL_DIVISION_BY_ZERO'
  | 'FEEL_LIMIT'
  | 'FEEL_NOT_JSON'
  | 'FEEL_CONDITION_NULL'
  | 'FEEL_CONDITION_NOT_BOOLEAN';

const mark: unique symbol = Symbol('expressionProblem');

/** Why an expression has no value. `line` and `column` count from 1 in `expression`. */
export interface ExpressionProblem {
  readonly [mark]: true;
  readonly code: ExpressionProblemCode;
  readonly message: string;
  readonly messageEn: string;
  readonly expression: string;
  readonly line: number;
  readonly column: number;
}

/** Where in a text something is: kept instead of line and column, which only a failure needs. */
export interface Place {
  readonly text: string;
  readonly offset: number;
}

const shownCharacters = 200;

/** A frozen problem at a place of the text; the text is shortened to 200 characters. */
export function expressionProblem(code: ExpressionProblemCode, place: Place, message: string, messageEn: string): ExpressionProblem {
  const before = place.text.slice(0, place.offset).split('\n');
  const expression = place.text.length > shownCharacters ? `${place.text.slice(0, shownCharacters)}…` : place.text;
  const column = (before.at(-1) ?? '').length + 1;
  return Object.freeze({ [mark]: true as const, code, message, messageEn, expression, line: before.length, column });
}

/** True for a problem; the mark is a symbol, so no value of a variable can pass for one. */
export function isExpressionProblem(value: unknown): value is ExpressionProblem {
  return typeof value === 'object' && value !== null && mark in value;
}

/** Carries a problem from the depth of an evaluation to its caller; goes no further than expressions and decisions. */
export class EvaluationFailure extends Error {
  override readonly name = 'EvaluationFailure';
  readonly problem: ExpressionProblem;

  constructor(problem: ExpressionProblem) {
    super(problem.messageEn);
    this.problem = problem;
  }
}

/** Ends the evaluation (or the compilation) with a problem. */
export function fail(code: ExpressionProblemCode, place: Place, message: string, messageEn: string): never {
  throw new EvaluationFailure(expressionProblem(code, place, message, messageEn));
}

/** A failure's problem. RangeError is JavaScript's for a full stack and Temporal's for impossible days: both are a limit. Bugs stay thrown. */
export function problemOf(error: unknown, text: string): ExpressionProblem {
  if (error instanceof EvaluationFailure) return error.problem;
  if (!(error instanceof RangeError)) throw error;
  const place = { text, offset: 0 };
  return expressionProblem(
    'FEEL_LIMIT',
    place,
    'Biểu thức vượt giới hạn tính toán (lồng quá sâu hoặc ngày quá xa)',
    `The expression goes beyond a limit: ${error.message}`,
  );
}
