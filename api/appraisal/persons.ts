/** Who is behind an account, a key or a position, so that duties are kept apart by person and not by account. */
import { unitsBelow } from '../../engine/runtime/index.ts';
import type { Organisation } from '../../engine/index.ts';
import type { Identity, Position } from '../auth/identity.ts';
import { permissionsAt, type Permission } from '../auth/roles.ts';
import { forbidden, Problem } from '../problem.ts';
import type { Queryable } from '../transaction.ts';
import type { Part } from './transitions.ts';

export interface Person {
  readonly login: string;
  /** By which a sign-in provider knows them. */
  readonly issuer: string | null;
  readonly subject: string | null;
}

/** What somebody acts as: a position of their own, or one that they stand in for; and all persons who answer for it. */
export interface Capacity {
  readonly position: Position;
  readonly persons: readonly Person[];
}

interface Question {
  readonly permission: Permission;
  /** Positions of other units do not count; empty: all do. */
  readonly units: readonly string[];
  readonly neverAs: readonly Part[];
  readonly draftId: string;
  readonly appraisalId?: string;
}

/** The first of the identity's positions by which it may act: its own before delegated ones. Throws FORBIDDEN, DUTIES_NOT_SEPARATE. */
export async function capacityFor(db: Queryable, identity: Identity, organisation: Organisation, question: Question): Promise<Capacity> {
  const positions = positionsFor(identity, organisation, question);
  if (positions.length === 0) throw forbidden(question.permission, identity.permissions);
  for (const position of positions) {
    const persons = await personsOf(db, identity, position);
    const parts = await partsOf(db, persons, question);
    if (!question.neverAs.some((part) => parts.has(part))) return { position, persons };
  }
  throw new Problem(
    403,
    'DUTIES_NOT_SEPARATE',
    'Người soạn không được thẩm định, người thẩm định không được phê duyệt, kể cả khi được ủy quyền hay dùng tài khoản khác',
    'Who drew it does not appraise it and who appraised it does not approve it, by delegation or another account neither',
  );
}

/** Positions that permit it, one's own first. */
export function positionsFor(
  { positions, permissions }: Identity,
  organisation: Organisation,
  { permission, units }: Pick<Question, 'permission' | 'units'>,
): readonly Position[] {
  if (!permissions.has(permission)) return [];
  const counted = new Set(units.flatMap((unit) => [unit, ...unitsBelow(organisation, unit)]));
  return positions
    .filter((position) => permissionsAt(position).includes(permission))
    .filter(({ unit }) => counted.size === 0 || unit === undefined || counted.has(unit))
    .sort((a, b) => Number(a.onBehalfOf !== undefined) - Number(b.onBehalfOf !== undefined));
}

/** The one who acts, the one in whose position, and of a key the one who made it. */
export async function personsOf(db: Queryable, { login, apiKeyId }: Identity, position?: Position): Promise<readonly Person[]> {
  const { rows } = await db.query<Person>(
    `select l.login, u.issuer, u.subject from unnest($1::text[]) as l(login) left join users u on u.login = l.login
     union select k.created_by, u.issuer, u.subject from api_keys k left join users u on u.login = k.created_by where k.id = $2::bigint`,
    [[login, ...(position?.onBehalfOf === undefined ? [] : [position.onBehalfOf])], apiKeyId ?? null],
  );
  return rows;
}

/** The parts that any of these persons has had: known by account, or by what the provider knew them as then or knows them as now. */
export async function partsOf(
  db: Queryable,
  persons: readonly Person[],
  { draftId, appraisalId }: Pick<Question, 'draftId' | 'appraisalId'>,
): Promise<ReadonlySet<Part>> {
  const { rows } = await db.query<{ part: Part }>(
    `select distinct a.part from appraisal_persons a left join users u on u.login = a.login
     join unnest($3::text[], $4::text[], $5::text[]) as p(login, issuer, subject)
       on a.login = p.login or (a.issuer, a.subject) = (p.issuer, p.subject) or (u.issuer, u.subject) = (p.issuer, p.subject)
     where a.draft_id = $1::bigint and (a.appraisal_id is null or a.appraisal_id = $2::bigint)`,
    [
      draftId,
      appraisalId ?? null,
      persons.map(({ login }) => login),
      persons.map(({ issuer }) => issuer),
      persons.map(({ subject }) => subject),
    ],
  );
  return new Set(rows.map(({ part }) => part));
}

/** From now on they have that part. Designers have it of the draft, whatever appraisal; the others of one appraisal. */
export async function noteParts(
  db: Queryable,
  persons: readonly Person[],
  part: Part,
  { draftId, appraisalId }: Pick<Question, 'draftId' | 'appraisalId'>,
): Promise<void> {
  for (const { login, issuer, subject } of persons)
    await db.query(
      `insert into appraisal_persons (draft_id, appraisal_id, part, login, issuer, subject, at)
       values ($1::bigint, $2::bigint, $3, $4, $5, $6, clock_timestamp()) on conflict do nothing`,
      [draftId, part === 'designer' ? null : (appraisalId ?? null), part, login, issuer, subject],
    );
}
