/** Shapes that drafts, appraisals, findings and analyses share. */
import { Type } from 'typebox';
import { findingStates } from '../appraisal/finding-transitions.ts';
import { acts, states } from '../appraisal/transitions.ts';
import { Actor, Day, Id, Instant, object, oneOf, Text } from '../schemas.ts';

/** Characters of a BPMN file; the largest published procedure has a tenth of it. */
export const longestFile = 1_500_000;

/** What is deployed, checked, analysed or drafted. */
export const procedureContent = {
  bpmn: Type.String({ minLength: 1, maxLength: longestFile }),
  forms: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.Object({}, { additionalProperties: true }), {
      description: 'form key → JSON Schema; what the form `intake` says is checked when a dossier starts',
    }),
  ),
  decisions: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.String({ minLength: 1, maxLength: longestFile }), {
      description: 'name of a DMN file → its XML: what business rule tasks ask',
    }),
  ),
  procedure: Type.Optional(
    Type.Object(
      {
        name: Type.Optional(Text(2_000)),
        retention: Type.Optional(
          Type.Object({ years: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })) }, { additionalProperties: true }),
        ),
      },
      { additionalProperties: true, description: 'content of procedure.json' },
    ),
  ),
};

const severity = oneOf(['error', 'warning', 'info']);

const reportFinding = Type.Object({
  rule: Type.String(),
  severity,
  message: Type.String(),
  messageEn: Type.String(),
  elements: Type.Array(Type.String(), { description: 'ids, the culprit first; empty: the whole procedure' }),
  source: Type.Optional(Type.String({ description: 'article of the law or clause of the standard' })),
  fix: Type.Optional(Type.Unknown({ description: 'a change that cures it: label, labelEn, changes' })),
  from: Type.Optional(oneOf(['file', 'table', 'rules', 'soundness', 'time'])),
});

export const AnalysisReport = Type.Object(
  {
    modelHash: Type.String({ description: 'hex of SHA-256: what it is about' }),
    checkerVersion: Type.String(),
    findings: Type.Array(reportFinding),
    verdicts: Type.Optional(
      Type.Unknown({
        description: 'soundness by property, time, rules: outcome holds, fails, notDecided or notApplicable, with its reason',
      }),
    ),
    soundness: Type.Optional(Type.Unknown({ description: 'by process, with a scenario to everything that fails' })),
    timeTables: Type.Optional(Type.Unknown({ description: 'by process: best and worst case, share and slack of each step, filing dates' })),
    approximations: Type.Optional(Type.Unknown({ description: 'what was not looked at as it is' })),
    comparedWith: Type.Optional(Type.Integer({ description: 'number of the version before' })),
    comparison: Type.Optional(Type.Unknown({ description: 'what changed against it: changes, measures' })),
  },
  { additionalProperties: true, description: 'the report of the checker, as it is kept with an appraisal' },
);

export const TrailItem = Type.Object({
  entryId: Id,
  at: Instant,
  actor: Actor,
  act: Type.String(),
  appraisalId: Type.Optional(Id),
  findingId: Type.Optional(Id),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  text: Type.Optional(Type.String({ description: 'reason, answer, what was said' })),
  details: Type.Unknown(),
});

export const State = oneOf(states);

export const Appraisal = Type.Object({
  appraisalId: Id,
  draftId: Id,
  title: Type.String(),
  department: Type.Optional(Type.String()),
  processKey: Type.Optional(Type.String()),
  state: State,
  revision: Type.Integer(),
  round: Type.Integer({ description: 'submissions so far' }),
  registeredAt: Instant,
  submittedAt: Type.Optional(Instant),
  dueAt: Type.Optional(Instant),
  dueProvisional: Type.Boolean({ description: 'a notice of holidays was not known when it was counted' }),
  overdue: Type.Boolean(),
  appraiser: Type.Optional(Type.String({ description: 'login of who took it up' })),
  appraiserName: Type.Optional(Type.String()),
  hash: Type.Optional(
    Type.String({ description: 'of what was submitted last, the versions it calls included: what is approved and published' }),
  ),
  blockingFindings: Type.Integer(),
  versionId: Type.Optional(Id),
  effectiveDate: Type.Optional(Day),
  acts: Type.Array(oneOf(acts), { description: 'what the asker may do with it now' }),
});

export const Finding = Type.Object({
  findingId: Id,
  appraisalId: Id,
  round: Type.Integer({ description: 'the submission that it was found in first' }),
  source: oneOf(['analysis', 'appraiser']),
  rule: Type.String(),
  severity,
  message: Type.String(),
  messageEn: Type.String(),
  elements: Type.Array(Type.String()),
  law: Type.Optional(Type.String()),
  state: oneOf(findingStates),
  blocks: Type.Boolean({ description: 'while it does, nothing passes' }),
  openedAt: Instant,
  openedBy: Type.String(),
  updatedAt: Instant,
});

export const NewFinding = object({
  message: Text(),
  messageEn: Type.Optional(Text()),
  severity,
  elements: Type.Optional(Type.Array(Text(300), { maxItems: 100, description: 'ids of elements; absent: the whole procedure' })),
  law: Type.Optional(Text(500)),
});

export const appraisalPath = object({ appraisalId: Id });
export const findingPath = object({ appraisalId: Id, findingId: Id });
