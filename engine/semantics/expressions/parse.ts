import { normalizeContextKey, parser, trackVariables } from 'lezer-feel';
import { expressionProblem, type ExpressionProblem, type Place } from './problem.ts';

const parsers = { expression: parser.configure({ top: 'Expression' }), unaryTests: parser.configure({ top: 'UnaryTests' }) };

/** What a text is: an expression, or the tests in a cell of a decision table. */
export type TextKind = keyof typeof parsers;

/** A node of lezer-feel's syntax tree. */
export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** The parser's variable tracking is quadratic: at this length the worst text costs a quarter of a second, once. Data belongs in variables. */
export const longestExpression = 5_000;
const deepestBrackets = 100;
const deepestTree = 500;

/**
 * The syntax tree of a FEEL text, or why there is none: empty, too long, too deep, foreign language, syntax. Of unary tests it is the node around them all.
 * `knownNames` are names that FEEL would otherwise take apart ("đất ở - đất vườn"); it needs only those.
 */
export function parseExpression(
  text: string,
  knownNames: readonly string[],
  kind: TextKind = 'expression',
): SyntaxNode | ExpressionProblem {
  const refusal = refusalBeforeParsing(text);
  if (refusal) return refusal;
  try {
    const contextTracker = trackVariables(Object.fromEntries(knownNames.map((name) => [name, null])));
    const configured = knownNames.length === 0 ? parsers[kind] : parsers[kind].configure({ contextTracker });
    const top = configured.parse(withKnownTypes(text)).topNode;
    return problemInTree(top, text) ?? (kind === 'unaryTests' ? top : childrenOf(top)[0]) ?? syntaxProblem(text, 0);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(text, 0);
    throw error;
  }
}

/** `range<T>` behind `instance of`, alone or inside other types, as `list <T>`, which is as long: the parser does not know it. */
function withKnownTypes(text: string): string {
  if (!/\brange\s*</.test(text)) return text;
  const behind = /(\binstance\s+of\s+(?:(?:list|range|context)\s*<(?:[^<>"()]*:)?\s*)*)range(\s*)</g;
  for (let before = text; ; before = text) {
    text = before.replaceAll(behind, (_, types: string, space: string) => `${types}list ${space}<`);
    if (text === before) return text;
  }
}

/** A name in the parser's spelling: operators stand alone between single spaces. */
export function parsedName(name: string): string {
  return normalizeContextKey(name);
}

/** The children that mean something: comments are skipped. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!child.type.isSkipped) children.push(child);
  return children;
}

function refusalBeforeParsing(text: string): ExpressionProblem | undefined {
  const place: Place = { text, offset: 0 };
  if (text.trim() === '') return expressionProblem('FEEL_EMPTY', place, 'Biểu thức trống', 'The expression is empty');
  if (text.length > longestExpression) {
    const size = `${text.length} > ${longestExpression}`;
    return expressionProblem(
      'FEEL_TOO_LONG',
      place,
      `Biểu thức dài quá (${size} ký tự)`,
      `The expression is too long (${size} characters)`,
    );
  }
  const foreign = /^\s*[$#]\{/.exec(text);
  if (foreign) return foreignLanguage(text, foreign[0].length - 2);
  return bracketProblem(text);
}

/** Counts brackets outside texts and comments before the parser sees them. */
function bracketProblem(text: string): ExpressionProblem | undefined {
  let depth = 0;
  for (const token of text.matchAll(/"(?:[^"\\]|\\[^])*"?|\/\/[^\n]*|\/\*[^]*?\*\/|[([{]|[)\]}]/g)) {
    if ('([{'.includes(token[0])) depth += 1;
    if (')]}'.includes(token[0])) depth -= 1;
    if (depth > deepestBrackets) return tooDeep(text, token.index);
  }
  return undefined;
}

function problemInTree(top: SyntaxNode, text: string): ExpressionProblem | undefined {
  const cursor = top.cursor();
  let depth = 0;
  for (;;) {
    if (cursor.type.isError) return syntaxProblem(text, cursor.from);
    if (depth > deepestTree) return tooDeep(text, cursor.from);
    if (cursor.firstChild()) {
      depth += 1;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return undefined;
      depth -= 1;
    }
  }
}

function tooDeep(text: string, offset: number): ExpressionProblem {
  return expressionProblem('FEEL_TOO_DEEP', { text, offset }, 'Biểu thức lồng nhau quá sâu', 'The expression is nested too deeply');
}

function foreignLanguage(text: string, offset: number): ExpressionProblem {
  const quoted = text.slice(offset, offset + 40);
  return expressionProblem(
    'FEEL_FOREIGN_LANGUAGE',
    { text, offset },
    `"${quoted}" không phải FEEL: hãy viết biểu thức FEEL, không có "\${…}"`,
    `"${quoted}" is not FEEL: write a FEEL expression, without "\${…}"`,
  );
}

/** Habits from other languages, each with FEEL's way to write it. */
const habits: readonly { readonly pattern: RegExp; readonly cure: string; readonly cureEn: string }[] = [
  { pattern: /^==/, cure: 'so sánh bằng viết là "="', cureEn: 'equality is written "="' },
  { pattern: /^&/, cure: '"và" viết là "and"', cureEn: 'write "and"' },
  { pattern: /^\|/, cure: '"hoặc" viết là "or"', cureEn: 'write "or"' },
  { pattern: /^!/, cure: '"không" viết là "not(…)", "khác" viết là "!="', cureEn: 'write "not(…)", or "!=" between values' },
  { pattern: /^['‘’“”`]/, cure: 'chuỗi đặt trong ngoặc kép thẳng "…"', cureEn: 'texts stand in straight double quotes "…"' },
  { pattern: /^"/, cure: 'chuỗi không được khép lại hoặc có xuống dòng', cureEn: 'the text is not closed, or has a line break' },
];

/** A syntax problem at an offset; quotes what stands there and names the cure where it is known. */
export function syntaxProblem(text: string, offset: number, known?: { cure: string; cureEn: string }): ExpressionProblem {
  const rest = text.slice(offset).trimStart();
  const at = text.length - rest.length;
  if (/^[$#]\{/.test(rest)) return foreignLanguage(text, at);
  const previous = text.slice(0, at).trimEnd().at(-1) ?? '';
  const habit = known ?? habits.find(({ pattern }) => pattern.test(rest) || pattern.test(previous + rest));
  const found = /^(?:[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{N}]{1,3})/u.exec(rest)?.[0];
  const what = found === undefined ? 'biểu thức chưa hết câu' : `không hiểu "${found}"`;
  const whatEn = found === undefined ? 'the expression is not finished' : `unexpected "${found}"`;
  const problem = expressionProblem('FEEL_SYNTAX', { text, offset: at }, '', '');
  const where = `dòng ${problem.line}, cột ${problem.column}`;
  const whereEn = `line ${problem.line}, column ${problem.column}`;
  return expressionProblem(
    'FEEL_SYNTAX',
    { text, offset: at },
    `Sai cú pháp FEEL ở ${where}: ${what}${habit ? ` (${habit.cure})` : ''}`,
    `FEEL syntax error at ${whereEn}: ${whatEn}${habit ? ` (${habit.cureEn})` : ''}`,
  );
}
