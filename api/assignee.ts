/** To whom a task may be given: somebody who works in the units of the one who gives it. */
import { unitsTouched, positionsOf, type Identity } from './auth/identity.ts';
import { permissionsOf } from './auth/roles.ts';
import { Problem } from './problem.ts';
import type { Service } from './service.ts';

/** Throws UNKNOWN_ASSIGNEE: nobody of that login who works there today, be it by account or as an officer of the organisation. */
export async function checkAssignee(service: Service, identity: Identity, to: string): Promise<void> {
  const organisation = service.engine.organisation();
  const units = unitsTouched(identity, organisation, 'tasks:assign');
  const within = (unit: string | undefined) => units === 'all' || (unit !== undefined && units.includes(unit));
  const officer = organisation.officers.get(to);
  if (officer && within(officer.unit)) return;
  const { rows } = await service.pool.query<{ id: string }>({
    name: 'api assignee',
    text: 'select id::text from users where login = $1 and disabled_at is null',
    // no login has such a character, and PostgreSQL refuses to hear of it
    values: [to.replaceAll('\0', ' ')],
  });
  const positions = rows[0] ? await positionsOf(service.pool, rows[0].id, new Date()) : [];
  if (positions.some(({ role, unit }) => permissionsOf[role].includes('tasks:work') && within(unit))) return;
  throw new Problem(
    422,
    'UNKNOWN_ASSIGNEE',
    `Không có người làm việc tên đăng nhập "${to}" trong đơn vị của bạn`,
    `Nobody of the login "${to}" works in your units`,
  );
}
