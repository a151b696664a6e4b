/** What the routes of tasks answer. */
import { Type } from 'typebox';
import { Id, Instant } from './schemas.ts';

const taskProperties = {
  dossierId: Id,
  dossierCode: Type.Optional(Type.String()),
  versionId: Id,
  processKey: Type.Optional(Type.String()),
  elementKey: Type.String(),
  elementId: Type.String(),
  name: Type.Optional(Type.String()),
  type: Type.String({ description: 'of the activity, in BPMN' }),
  unit: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  desk: Type.Optional(Type.String()),
  role: Type.Optional(Type.String()),
  holder: Type.Optional(Type.String({ description: 'login; absent: nobody has claimed it' })),
  arrivedAt: Instant,
  dueAt: Type.Optional(Instant),
  workingDueAt: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'by when the dossier needs it, with what those before it used; nobody is judged by it',
    }),
  ),
  flag: Type.Optional(Type.String({ description: 'the gravest one raised and not withdrawn' })),
  overByMinutes: Type.Integer({ description: 'working minutes past the due instant' }),
  waitsForSender: Type.Boolean({ description: 'returned to the unit it came from, whose correction it waits for' }),
  suspended: Type.Boolean({ description: 'its dossier is suspended: nobody can do it now' }),
};
export const TaskItem = Type.Object(taskProperties);
const HandOffItem = Type.Object({
  key: Type.String(),
  from: Type.String(),
  to: Type.String(),
  level: Type.String(),
  state: Type.String(),
  sentAt: Instant,
  acceptedAt: Type.Optional(Instant),
  acceptedBy: Type.Optional(Type.String()),
  returnedAt: Type.Optional(Instant),
  reason: Type.Optional(Type.String()),
});
export const TaskDetail = Type.Object({
  ...taskProperties,
  revision: Type.Integer({ description: 'of the dossier; goes back as If-Match' }),
  form: Type.Optional(
    Type.Object({ key: Type.String(), schema: Type.Unknown({ description: 'JSON Schema that the variables are checked by' }) }),
  ),
  variables: Type.Record(Type.String(), Type.Unknown(), { description: 'what the task sees; personal data are references' }),
  handOffs: Type.Array(HandOffItem, { description: 'that came with it' }),
});
export const TaskCountsShape = Type.Object({
  total: Type.Integer(),
  byFlag: Type.Record(Type.String(), Type.Integer()),
  unclaimed: Type.Integer(),
  dueToday: Type.Integer(),
});
