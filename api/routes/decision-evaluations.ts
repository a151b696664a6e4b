/** What a decision of DMN gives for these variables: nothing is stored, no dossier is touched. */
import { Type } from 'typebox';
import { findDecisions, readDecisions, type DecisionFiles } from '../../engine/index.ts';
import { procedureRefused } from '../../engine/runtime/procedure-refused.ts';
import { longestFile } from './appraisal-schemas.ts';
import { notFound } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { Instant, object, Text, Variables } from '../schemas.ts';

const tag = 'procedures';

const asked = {
  decision: Type.String({
    minLength: 1,
    maxLength: 500,
    description: 'id or name of a decision or decision service; `file#id` where two files have it',
  }),
  variables: Type.Optional(Variables),
  at: Type.Optional({ ...Instant, description: 'the instant that now() and today() give; without it, this one' }),
};

const Evaluation = Type.Object({
  id: Type.String(),
  name: Type.String(),
  file: Type.String(),
  reads: Type.Array(Type.String(), { description: 'the variables that it may read; what is not given is null' }),
  failed: Type.Boolean({ description: 'true: no value; in a dossier this is the incident DECISION_FAILED' }),
  value: Type.Optional(Type.Unknown({ description: 'any JSON' })),
  tables: Type.Array(
    Type.Object({
      table: Type.String(),
      name: Type.String(),
      rules: Type.Array(
        Type.Object({
          number: Type.Integer({ description: 'counted from 1' }),
          id: Type.Optional(Type.String()),
          annotation: Type.Optional(Type.String({ description: 'what stands beside the rule' })),
        }),
      ),
    }),
    { description: 'every table that was looked into, with the rules that were true' },
  ),
  message: Type.Optional(Type.String({ description: 'why it failed: table, rule and column' })),
  messageEn: Type.Optional(Type.String()),
});

interface Asked {
  readonly decision: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly at?: string;
}

/** Throws PROCEDURE_REFUSED for files that cannot be read, NOT_FOUND for a decision that is not there, or there twice. */
async function evaluated(files: DecisionFiles, { decision: wanted, variables = {}, at }: Asked): Promise<Result> {
  const set = await readDecisions(files);
  if (set.problems.some(({ severity }) => severity === 'error')) throw procedureRefused(set.problems);
  const found = findDecisions(set, wanted);
  const [decision] = found;
  if (!decision || found.length > 1)
    throw notFound(
      found.length > 1 ? `Có ${found.length} quyết định tên "${wanted}": hãy viết tệp#mã` : `Không có quyết định "${wanted}"`,
      found.length > 1 ? `${found.length} decisions go by "${wanted}": write file#id` : `No decision "${wanted}"`,
    );
  const { id, name, file, names } = decision;
  const lookup = (variable: string) => (Object.hasOwn(variables, variable) ? variables[variable] : undefined);
  const outcome = decision.evaluate(lookup, new Date(at ?? Date.now()).toISOString());
  return { body: { id, name, file, reads: names, failed: false, tables: [], ...outcome } };
}

export const decisionEvaluationRoutes = [
  route({
    method: 'post',
    path: '/decision-evaluations',
    tag,
    summary: ['Hỏi thử một quyết định DMN gửi kèm; không lưu gì', 'Ask a decision of DMN files that are sent; nothing is stored'],
    allow: 'procedures:check',
    body: object({
      decisions: Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.String({ minLength: 1, maxLength: longestFile }), {
        description: 'name of a DMN file → its XML',
      }),
      ...asked,
    }),
    answer: Evaluation,
    problems: ['PROCEDURE_REFUSED', 'NOT_FOUND'],
    handle: ({ body }) => evaluated(body.decisions, body),
  }),
  route({
    method: 'post',
    path: '/procedures/:processKey/versions/:version/decision-evaluations',
    tag,
    summary: [
      'Hỏi một quyết định DMN của một phiên bản, không cần hồ sơ; không lưu gì',
      'Ask a decision of a version without a dossier; nothing is stored',
    ],
    allow: 'procedures:read',
    params: object({ processKey: Text(300), version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) }),
    body: object(asked),
    answer: Evaluation,
    problems: ['UNKNOWN_VERSION', 'NOT_FOUND'],
    async handle({ service, params: { processKey, version }, body }): Promise<Result> {
      const { decisions } = await service.engine.procedureVersion(processKey, version);
      return evaluated(decisions, body);
    },
  }),
];
