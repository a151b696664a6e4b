/** The first page of who is signed in: their tasks, the open dossiers and flags that they see, the procedures. */
import { unitsSeen, type Identity } from '../auth/identity.ts';
import type { Permission } from '../auth/roles.ts';
import type { Service } from '../service.ts';
import { html, type Html } from './html.ts';
import { table } from './layout.ts';
import { flagName, shown, stateName, type Say } from './words.ts';

const perPage = 25;

/** `cursor` turns the page of the dossiers. */
export async function homePage(service: Service, identity: Identity, say: Say, cursor: string | undefined): Promise<Html> {
  const sections = await Promise.all([
    tasksOf(service, identity, say),
    dossiersSeen(service, identity, say, cursor),
    flagsSeen(service, identity, say),
    procedures(service, identity, say),
    nextSteps(identity, say),
  ]);
  return html`${sections}`;
}

const nothing = html``;

function seen({ engine }: Service, identity: Identity, permission: Permission): { readonly units?: readonly string[] } | undefined {
  if (!identity.permissions.has(permission)) return undefined;
  const units = unitsSeen(identity, engine.organisation(), permission);
  return units === 'all' ? {} : { units };
}

export const dossierLink = (dossierId: string, code: string | undefined): Html =>
  html`<a href="/dossiers/${dossierId}">${code ?? dossierId}</a>`;

const unitName = ({ engine }: Service, unit: string | undefined) =>
  unit === undefined ? '' : (engine.organisation().units.get(unit)?.name ?? unit);

async function tasksOf(service: Service, identity: Identity, say: Say): Promise<Html> {
  if (!identity.permissions.has('tasks:work')) return nothing;
  const { items } = await service.engine.tasks({ holder: identity.login, limit: perPage });
  return html`<section>
    <h2>${say('Việc tôi đang giữ', 'Tasks that I hold')}</h2>
    ${table(
      say('Việc tôi đang giữ, gần hạn trước', 'Tasks that I hold, first due first'),
      [say('Hồ sơ', 'Dossier'), say('Việc', 'Task'), say('Đến hạn', 'Due'), say('Cảnh báo', 'Flag')],
      items.map(({ dossierId, dossierCode, name, elementId, dueAt, flag }) => [
        dossierLink(dossierId, dossierCode),
        name ?? elementId,
        shown(dueAt),
        flag === undefined ? '' : flagName(flag, say),
      ]),
      say('Không có việc nào.', 'None.'),
    )}
  </section>`;
}

async function dossiersSeen(service: Service, identity: Identity, say: Say, cursor: string | undefined): Promise<Html> {
  const by = seen(service, identity, 'dossiers:read');
  if (!by) return nothing;
  const { items, next } = await service.engine.dossiers({
    limit: perPage,
    ...(by.units && { seenBy: by.units }),
    ...(cursor !== undefined && { cursor }),
  });
  return html`<section>
    <h2>${say('Hồ sơ đang mở', 'Open dossiers')}</h2>
    ${table(
      say('Hồ sơ đang mở, gần ngày hẹn trước', 'Open dossiers, first due first'),
      [
        say('Mã hồ sơ', 'Code'),
        say('Thủ tục', 'Procedure'),
        say('Cơ quan', 'Agency'),
        say('Nhận lúc', 'Received'),
        say('Hẹn trả', 'Due'),
        say('Tình trạng', 'State'),
      ],
      items.map((dossier) => [
        dossierLink(dossier.dossierId, dossier.code),
        dossier.procedureName ?? '',
        unitName(service, dossier.department),
        shown(dossier.startedAt),
        shown(dossier.appointmentDueAt),
        dossier.forecastMisses
          ? html`<strong>${isPast(dossier.appointmentDueAt) ? say('Quá hạn', 'Overdue') : say('Dự kiến trễ', 'Will be late')}</strong>`
          : stateName(dossier, say),
      ]),
      say('Không có hồ sơ nào.', 'None.'),
    )}
    ${next === undefined ? undefined : html`<p><a href="/?cursor=${encodeURIComponent(next)}">${say('Trang sau', 'Next page')}</a></p>`}
  </section>`;
}

const isPast = (instant: string | undefined) => instant !== undefined && Date.parse(instant) < Date.now();

async function flagsSeen(service: Service, identity: Identity, say: Say): Promise<Html> {
  const by = seen(service, identity, 'flags:read');
  if (!by) return nothing;
  const { items } = await service.engine.flags({ limit: perPage, ...(by.units && { units: by.units }) });
  return html`<section>
    <h2>${say('Cảnh báo mới nhất', 'Latest flags')}</h2>
    ${table(
      say('Cảnh báo mới nhất', 'Latest flags'),
      [say('Lúc', 'At'), say('Cảnh báo', 'Flag'), say('Hồ sơ', 'Dossier'), say('Bước', 'Step'), say('Đơn vị', 'Unit')],
      items.map(({ at, flag, dossierId, dossierCode, name = '', unit, department }) => [
        shown(at),
        flagName(flag, say),
        dossierLink(dossierId, dossierCode),
        name,
        unitName(service, unit ?? department),
      ]),
      say('Không có cảnh báo nào.', 'None.'),
    )}
  </section>`;
}

async function procedures({ pool }: Service, identity: Identity, say: Say): Promise<Html> {
  if (!identity.permissions.has('procedures:read')) return nothing;
  const { rows } = await pool.query<{ process_key: string; name: string | null; version: number; deployed_at: Date }>(
    `select distinct on (process_key) process_key, name, version, deployed_at from process_versions order by process_key, version desc`,
  );
  return html`<section>
    <h2>${say('Thủ tục', 'Procedures')}</h2>
    ${table(
      say('Phiên bản mới nhất của từng thủ tục', 'The newest version of each procedure'),
      [say('Tên', 'Name'), say('Quy trình', 'Process'), say('Phiên bản', 'Version'), say('Triển khai', 'Deployed')],
      rows.map(({ process_key, name, version, deployed_at }) => [
        name ?? process_key,
        process_key,
        String(version),
        shown(deployed_at.toISOString()),
      ]),
      say('Chưa có thủ tục nào.', 'None yet.'),
    )}
  </section>`;
}

/** Accounts and keys have no pages yet: where an administrator goes from here. */
function nextSteps(identity: Identity, say: Say): Html {
  if (!identity.permissions.has('users:manage')) return nothing;
  return html`<section>
    <h2>${say('Tài khoản và khóa API', 'Accounts and API keys')}</h2>
    <p>
      ${say('Tạo trên máy chạy dịch vụ bằng', 'They are made on the machine that runs the service, by')}
      <code>npx taicho user create</code>,
      <code>npx taicho key create</code> ${say('(thêm --help để xem cách dùng), hoặc qua', '(--help says how), or through')}
      <a href="/api/v1/docs#users">API</a>.
    </p>
  </section>`;
}
