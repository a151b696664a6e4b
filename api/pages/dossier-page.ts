/** One dossier: where it is, its flags, and its control slip. */
import type { Service } from '../service.ts';
import { html, type Html } from './html.ts';
import { table } from './layout.ts';
import { flagName, resultName, shown, stateName, type Say } from './words.ts';

/** Throws UNKNOWN_DOSSIER. Whether one may see it was asked before. */
export async function dossierPage(
  { engine }: Service,
  dossierId: string,
  say: Say,
): Promise<{ readonly title: string; readonly content: Html }> {
  const [{ dossier, rows }, tasks, flags] = await Promise.all([
    engine.controlSlip(dossierId),
    engine.tasks({ dossierId, limit: 100 }),
    engine.dossierFlags(dossierId, { limit: 200 }),
  ]);
  const organisation = engine.organisation();
  const unit = (id: string | undefined) => (id === undefined ? '' : (organisation.units.get(id)?.name ?? id));
  const officer = (login: string | undefined) => (login === undefined ? '' : (organisation.officers.get(login)?.name ?? login));
  const fact = (name: string, value: string) =>
    value === ''
      ? html``
      : html`<dt>${name}</dt>
          <dd>${value}</dd>`;
  const content = html`<dl>
      ${fact(say('Thủ tục', 'Procedure'), dossier.procedureName ?? '')} ${fact(say('Cơ quan', 'Agency'), unit(dossier.department))}
      ${fact(say('Tình trạng', 'State'), stateName(dossier, say))} ${fact(say('Kết quả', 'Result'), resultName(dossier.result, say))}
      ${fact(say('Nhận lúc', 'Received'), shown(dossier.startedAt))} ${fact(say('Hẹn trả', 'Due'), shown(dossier.appointmentDueAt))}
      ${fact(say('Dự kiến xong', 'Forecast'), shown(dossier.forecastAt))}
      ${fact(say('Thời gian không tính từ', 'No time counts since'), shown(dossier.standsSince))}
    </dl>
    <h2>${say('Việc đang mở', 'Open tasks')}</h2>
    ${table(
      say('Việc đang mở', 'Open tasks'),
      [say('Việc', 'Task'), say('Đơn vị', 'Unit'), say('Người giữ', 'Holder'), say('Đến hạn', 'Due')],
      tasks.items.map(({ name, elementId, unit: at, holder, dueAt }) => [name ?? elementId, unit(at), officer(holder), shown(dueAt)]),
      say('Không có việc nào.', 'None.'),
    )}
    <h2>${say('Cảnh báo', 'Flags')}</h2>
    ${table(
      say('Cảnh báo theo thứ tự', 'Flags in order'),
      [say('Lúc', 'At'), say('Cảnh báo', 'Flag'), say('Bước', 'Step'), say('Đã rút', 'Withdrawn')],
      flags.items.map(({ at, flag, name = '', withdrawnAt }) => [shown(at), flagName(flag, say), name, shown(withdrawnAt)]),
      say('Không có cảnh báo nào.', 'None.'),
    )}
    <h2>${say('Phiếu kiểm soát (mẫu 06)', 'Control slip (form 06)')}</h2>
    ${table(
      say('Phiếu kiểm soát quá trình giải quyết hồ sơ', 'Control slip'),
      [
        say('Đơn vị', 'Unit'),
        say('Người giữ', 'Holder'),
        say('Chuyển đến', 'Sent'),
        say('Nhận', 'Taken up'),
        say('Chuyển đi', 'Left'),
        say('Kết quả', 'Result'),
      ],
      rows.map((row) => [
        unit(row.unit),
        officer(row.holder),
        shown(row.sentAt),
        shown(row.acceptedAt),
        shown(row.leftAt),
        resultName(row.result, say),
      ]),
      say('Chưa có dòng nào.', 'No rows yet.'),
    )}`;
  return { title: `${say('Hồ sơ', 'Dossier')} ${dossier.code ?? dossier.dossierId}`, content };
}
