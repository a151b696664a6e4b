/** Who may do what. Deny by default: a route names the permission it needs, a role has the permissions listed here and no others. */

export const roles = [
  'designer',
  'reviewer',
  'approver',
  'officer',
  'unitHead',
  'centreManager',
  'inspector',
  'administrator',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** What can be permitted; `:` separates what from how. Also the scopes of API keys. */
export const permissions = [
  'procedures:read',
  'procedures:check',
  'procedures:deploy',
  'appraisals:read',
  'drafts:write',
  'appraisals:comment',
  'appraisals:submit',
  'appraisals:review',
  'appraisals:override',
  'appraisals:approve',
  'appraisals:publish',
  'catalogue:write',
  'dossiers:read',
  'dossiers:start',
  'dossiers:act',
  'dossiers:manage',
  'tasks:read',
  'tasks:work',
  'tasks:assign',
  'handOffs:read',
  'documents:read',
  'documents:write',
  'personalData:read',
  'messages:publish',
  'messages:read',
  'jobs:work',
  'jobs:read',
  'flags:read',
  'incidents:read',
  'incidents:resolve',
  'reports:read',
  'events:read',
  'calendars:read',
  'organisation:write',
  'rosters:manage',
  'webhooks:manage',
  'portal:work',
  'users:manage',
  'keys:manage',
  'audit:read',
  'lateEntry',
] as const;
export type Permission = (typeof permissions)[number];

/** What a program never may: keeping accounts, and judging what people have to answer for. */
const ofPeople: readonly Permission[] = [
  'users:manage',
  'keys:manage',
  'organisation:write',
  'audit:read',
  'appraisals:review',
  'appraisals:override',
  'appraisals:approve',
  'appraisals:publish',
];

const everybody: readonly Permission[] = ['procedures:read', 'calendars:read'];
const looking: readonly Permission[] = [
  ...everybody,
  'dossiers:read',
  'tasks:read',
  'handOffs:read',
  'flags:read',
  'reports:read',
  'documents:read',
];
const working: readonly Permission[] = [...looking, 'dossiers:start', 'dossiers:act', 'tasks:work', 'documents:write', 'personalData:read'];

export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  designer: [...everybody, 'procedures:check', 'appraisals:read', 'drafts:write', 'appraisals:comment', 'appraisals:submit'],
  reviewer: [...everybody, 'procedures:check', 'appraisals:read', 'appraisals:comment', 'appraisals:review'],
  approver: [
    ...everybody,
    'procedures:check',
    'appraisals:read',
    'appraisals:comment',
    'appraisals:override',
    'appraisals:approve',
    'appraisals:publish',
    'catalogue:write',
  ],
  officer: working,
  // of a department: what it sends goes out under its head's name
  unitHead: [...working, 'appraisals:read', 'appraisals:comment', 'appraisals:submit', 'tasks:assign', 'lateEntry', 'incidents:read'],
  centreManager: [
    ...working,
    'appraisals:read',
    'tasks:assign',
    'lateEntry',
    'dossiers:manage',
    'rosters:manage',
    'incidents:read',
    'incidents:resolve',
    'jobs:read',
    'messages:read',
    'events:read',
  ],
  inspector: [...looking, 'appraisals:read', 'incidents:read', 'jobs:read', 'messages:read', 'audit:read', 'events:read'],
  // keeps the house, and touches no dossier
  administrator: [
    ...everybody,
    'procedures:check',
    // past the appraisal, which the audit log and the decision say
    'procedures:deploy',
    'appraisals:read',
    'catalogue:write',
    'organisation:write',
    'rosters:manage',
    'webhooks:manage',
    'users:manage',
    'keys:manage',
    'audit:read',
    'incidents:read',
    'incidents:resolve',
    'jobs:read',
    'messages:read',
    'reports:read',
  ],
  // what an API key may have; which of it, its scopes say
  system: permissions.filter((permission) => !ofPeople.includes(permission)),
};

/** What knows no units: who holds it only for one unit would hold it for all, and could give themselves the rest. */
const ofWholeOrganisation: readonly Permission[] = ['users:manage', 'keys:manage', 'organisation:write', 'audit:read'];

/** What a position permits. One of a unit permits nothing that reaches the whole organisation. */
export function permissionsAt({ role, unit }: { readonly role: Role; readonly unit?: string }): readonly Permission[] {
  return unit === undefined ? permissionsOf[role] : permissionsOf[role].filter((permission) => !ofWholeOrganisation.includes(permission));
}
