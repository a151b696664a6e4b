/** What has to be right about the start of a dossier before the engine is asked. */
import type { Static } from 'typebox';
import { versionToStart } from './appraisal/publication.ts';
import { actorOf } from './auth/identity.ts';
import { checkForm } from './forms.ts';
import { invalidInput, type Problem } from './problem.ts';
import { receivingPlaces, type Beginning } from './receiving-places.ts';
import type { Call } from './route.ts';
import type { NewDossier } from './routes/dossier-schemas.ts';
import { checkBeginsLate } from './see.ts';

export const startProblems = [
  'UNKNOWN_PROCEDURE',
  'UNKNOWN_VERSION',
  'NOT_PUBLISHED',
  'NOT_IN_FORCE',
  'FORM_INVALID',
  'CODE_TAKEN',
  'START_AMBIGUOUS',
  'REASON_MISSING',
];

export type Start = Static<typeof NewDossier>;
export type About = Pick<Call, 'service' | 'identity'>;

/**
 * The start of a dossier, once everything that the request itself can be wrong about was looked at. A request that was answered before is answered again, whatever
 * the form of a newer version says and whether it is in force. Throws FORBIDDEN, FORM_INVALID, UNKNOWN_PROCEDURE, UNKNOWN_VERSION, NOT_PUBLISHED, NOT_IN_FORCE.
 */
export async function checkedStart({ service, identity }: About, given: Start, idempotencyKey: string | undefined) {
  const { engine } = service;
  const { code, groupId, reason, variables = {}, versionId: named, processKey, ...start } = given;
  if (named === undefined && processKey === undefined) throw procedureMissing();
  const isRepeated = idempotencyKey !== undefined && (await engine.isAnswered(actorOf(identity), idempotencyKey));
  const versionId = isRepeated ? named : await versionToStart(service, given);
  if (versionId !== undefined) {
    const { model, forms } = await engine.version(versionId);
    if (given.occurredAt !== undefined) checkBeginsLate(service, identity, receivingPlaces(model, given as Beginning));
    if (!isRepeated) checkForm(forms['intake'], variables);
  }
  return {
    ...start,
    ...(versionId !== undefined && { versionId }),
    ...(named === undefined && { processKey: processKey! }),
    variables: variables as never,
    about: {
      ...(code !== undefined && { code }),
      ...(groupId !== undefined && { groupId }),
      ...(reason !== undefined && { reason }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    },
  };
}

function procedureMissing(): Problem {
  return invalidInput('body', [
    {
      pointer: '/processKey',
      code: 'required',
      message: 'thiếu "processKey" (mã quy trình) hoặc "versionId" (phiên bản)',
      messageEn: 'must have "processKey" (the procedure) or "versionId" (a version of it)',
    },
  ]);
}
