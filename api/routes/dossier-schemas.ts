/** What a dossier looks like from outside. */
import { Type } from 'typebox';
import { Actor, closed, Id, Instant, oneOf, Reason, Text, Variables } from '../schemas.ts';

const optionalText = Type.Optional(Type.String());
const optionalInstant = Type.Optional(Instant);
const minutes = (description: string) => Type.Integer({ description: `working minutes: ${description}` });

export const DossierHead = Type.Object({
  dossierId: Id,
  code: optionalText,
  groupId: Type.Optional(Type.String({ description: 'of dossiers that belong together' })),
  versionId: Id,
  processKey: optionalText,
  procedureName: optionalText,
  status: oneOf(['active', 'suspended', 'ended']),
  outcome: Type.Optional(oneOf(['completed', 'cancelled', 'withdrawn', 'refused'])),
  department: Type.Optional(Type.String({ description: 'the competent agency' })),
  startedAt: Instant,
  lastAt: Instant,
  endedAt: optionalInstant,
  appointmentDueAt: optionalInstant,
  forecastAt: optionalInstant,
  standsSince: optionalInstant,
  forecastMisses: Type.Boolean(),
  result: Type.Optional(oneOf(['early', 'onTime', 'late'])),
});

export const DossierSummary = Type.Interface([DossierHead], {
  revision: Type.Integer(),
  openSteps: Type.Integer(),
  flags: Type.Integer({ description: 'raised and not withdrawn' }),
  incidents: Type.Integer(),
});

const newDossier = {
  versionId: Type.Optional(Id),
  processKey: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'instead of versionId: the newest version' })),
  at: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'start event, where there are several' })),
  variables: Type.Optional(Variables),
  participants: Type.Optional(
    Type.Unsafe<Record<string, string>>({
      type: 'object',
      propertyNames: { maxLength: 200, not: { const: '__proto__' } },
      additionalProperties: { type: 'string', maxLength: 200 },
      description: 'kind of unit that a lane names → unit',
    }),
  ),
  code: Type.Optional(Text(60)),
  groupId: Type.Optional(Text(60)),
  occurredAt: Type.Optional(Instant),
  reason: Type.Optional(Reason),
};

/** Names its procedure or a version of it. */
export const NewDossier = Type.Object(newDossier, { ...closed, examples: [{ processKey: 'xac-nhan', variables: {} }] });

export const HistoryEntry = Type.Object({
  revision: Type.Integer(),
  at: Instant,
  occurredAt: optionalInstant,
  reason: optionalText,
  actor: Actor,
  command: Type.Object({ type: Type.String() }),
  events: Type.Array(Type.Unknown()),
});

export const SlipRow = Type.Object({
  unit: Type.String(),
  department: optionalText,
  from: optionalText,
  holder: optionalText,
  sentAt: Instant,
  acceptedAt: optionalInstant,
  leftAt: optionalInstant,
  dueAt: optionalInstant,
  note: optionalText,
  result: Type.Optional(oneOf(['early', 'onTime', 'late'])),
  waitedMinutes: minutes('between sending and taking up'),
  overByMinutes: minutes('past the due instant'),
});

export const DossierReport = Type.Object({
  active: Type.Array(Type.Unknown(), { description: 'open steps: holder, budget, used, share, due, by how much over' }),
  finished: Type.Array(Type.Unknown(), { description: 'the same figures of finished steps' }),
  comingFlags: Type.Array(Type.Unknown()),
  forecast: Type.Unknown(),
  controlSlip: Type.Array(SlipRow),
  result: optionalText,
  legal: Type.Optional(Type.Unknown()),
  score: Type.Optional(Type.Unknown()),
});

export const DossierFlag = Type.Object({
  dossierId: Id,
  dossierCode: optionalText,
  versionId: Id,
  flag: Type.String(),
  elementKey: optionalText,
  elementId: optionalText,
  name: optionalText,
  epoch: Type.Integer(),
  at: Instant,
  raisedAt: Instant,
  withdrawnAt: optionalInstant,
  unit: optionalText,
  department: optionalText,
  holder: optionalText,
  dueAt: optionalInstant,
  budgetMinutes: Type.Optional(minutes('of the step')),
  usedMinutes: Type.Optional(minutes('used')),
  usedShare: Type.Optional(Type.Number()),
  deadlineShare: Type.Optional(Type.Number()),
  overByMinutes: Type.Optional(minutes('past the due instant')),
});

export const Holding = Type.Object({
  elementKey: Type.String(),
  number: Type.Integer(),
  holder: Type.String(),
  from: Instant,
  to: optionalInstant,
  usedMinutes: Type.Optional(minutes('held')),
});

export const AdHocChoiceShape = Type.Object({
  elementKey: Type.String(),
  elementId: Type.String(),
  name: optionalText,
  activities: Type.Array(Type.Object({ activity: Type.String(), name: optionalText })),
  mayEnd: Type.Boolean({ description: 'a person says when it is done' }),
});

export const DiagramState = Type.Object({
  versionId: Id,
  revision: Type.Integer(),
  tokens: Type.Array(Type.Object({ scope: Type.String(), flowId: Type.String(), count: Type.Integer() })),
  active: Type.Array(
    Type.Object({
      key: Type.String(),
      elementId: Type.String(),
      activatedAt: Instant,
      unit: optionalText,
      holder: optionalText,
      dueAt: optionalInstant,
    }),
  ),
  waiting: Type.Array(
    Type.Object({ key: Type.String(), elementId: Type.String(), type: Type.String(), name: optionalText, dueAt: optionalInstant }),
  ),
  incidents: Type.Array(Type.Object({ key: Type.String(), elementId: Type.String(), code: Type.String() })),
  adHoc: Type.Array(AdHocChoiceShape, { description: 'ad-hoc subprocesses under way, and which of their activities can be begun now' }),
  flags: Type.Array(Type.Object({ flag: Type.String(), elementKey: optionalText, at: Instant })),
  completed: Type.Array(Type.String(), { description: 'elements that were entered' }),
});
