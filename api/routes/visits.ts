/** Several dossiers of one visit, on one receipt. */
import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { OneOfThemRefused } from '../../engine/runtime/index.ts';
import { actorOf } from '../auth/identity.ts';
import { checkedStart, startProblems, type About, type Start } from '../checked-start.ts';
import { Problem, problemOf } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, object, Text } from '../schemas.ts';
import { NewDossier } from './dossier-schemas.ts';

export const visitRoutes = [
  route({
    method: 'post',
    path: '/visits',
    tag: 'dossiers',
    summary: [
      'Tiếp nhận nhiều hồ sơ trong một lượt, một giấy hẹn: tất cả hoặc không hồ sơ nào',
      'Start several dossiers of one visit on one receipt: all of them or none',
    ],
    allow: 'dossiers:start',
    body: object({ groupId: Type.Optional(Text(60)), dossiers: Type.Array(NewDossier, { minItems: 1, maxItems: 20 }) }),
    answer: Type.Object({ groupId: Type.String(), dossiers: Type.Array(Accepted) }),
    status: 201,
    idempotent: true,
    problems: startProblems,
    async handle(call): Promise<Result> {
      const { service, identity, body } = call;
      const groupId = body.groupId ?? groupIdOf(call);
      const starts = [];
      for (const [index, each] of body.dossiers.entries())
        starts.push(
          await checkedStart(call, { ...each, groupId }, call.idempotencyKey && `${call.idempotencyKey}/${index}`).catch(
            (error: unknown) => {
              throw ofDossier(error, index);
            },
          ),
        );
      try {
        const dossiers = await service.engine.startTogether(starts as never, actorOf(identity));
        return { status: 201, body: { groupId, dossiers } };
      } catch (error) {
        if (!(error instanceof OneOfThemRefused)) throw error;
        const isTaken = (error.cause as { code?: string }).code === 'CODE_TAKEN';
        throw ofDossier(error.cause, error.index ?? (isTaken ? await takenCode(call, body.dossiers) : undefined));
      }
    },
  }),
];

/** The same for the same request, so that a repeated one is known again. */
function groupIdOf({ identity, idempotencyKey, requestId }: Call): string {
  const from = idempotencyKey === undefined ? requestId : `${identity.login} ${idempotencyKey}`;
  return `visit-${createHash('sha256').update(from).digest('hex').slice(0, 24)}`;
}

/** Which of the dossiers has the code of another one, of this visit or before; undefined when none has. */
async function takenCode({ service }: About, dossiers: readonly Start[]): Promise<number | undefined> {
  for (const [index, { code }] of dossiers.entries()) {
    if (code === undefined) continue;
    if (dossiers.findIndex((other) => other.code === code) < index) return index;
    if ((await service.engine.dossiers({ code, limit: 1 })).items.length > 0) return index;
  }
  return undefined;
}

/** The problem of one dossier among several: its places are below it. */
function ofDossier(error: unknown, index: number | undefined): Problem {
  const problem = problemOf(error);
  if (index === undefined) return problem;
  const { status, code, message, messageEn, errors, headers, permission } = problem;
  const below = errors.length > 0 ? errors : [{ pointer: '', code, message, messageEn }];
  return new Problem(status, code, message, messageEn, {
    errors: below.map((each) => ({ ...each, pointer: `/dossiers/${index}${each.pointer}` })),
    headers,
    permission,
  });
}
