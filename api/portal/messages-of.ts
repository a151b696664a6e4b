/**
 * What the portal is told of one command of a dossier: its new status (message DongBoHoSoMC) and the progress of its steps (CapNhatTienDoHoSoMC), in the portal's
 * own names. What is personal (ChuHoSo …) is not in it: the connector adds it, if it may read it.
 */
import type { Event, ProcessModel } from '../../engine/index.ts';
import type { FeedEntry } from '../../engine/runtime/index.ts';
import type { PortalStatus } from './statuses.ts';

export interface PortalDossier {
  readonly code?: string;
  readonly procedureCode?: string;
  readonly procedureName?: string;
  /** The competent agency, by name. */
  readonly department?: string;
  readonly startedAt: string;
}

/** What was told last. */
export interface Told {
  readonly status: PortalStatus;
  /** As it was written there. */
  readonly appointment?: string;
}

export interface PortalDraft {
  readonly kind: 'status' | 'progress';
  readonly status: PortalStatus;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface PortalContext {
  readonly dossier: PortalDossier;
  readonly model: Pick<ProcessModel, 'nodes'>;
  readonly unitName: (unit: string) => string;
  readonly told?: Told;
}

/** After these nothing changes any more. */
const last: ReadonlySet<PortalStatus> = new Set([3, 7, 8, 10]);

/** Messages in order. Told again when the appointment moves; a "being processed" that the same command makes something else of is not told. */
export function portalMessagesOf(
  { events, at, occurredAt, actor }: FeedEntry,
  { dossier, model, unitName, told }: PortalContext,
): PortalDraft[] {
  const drafts: PortalDraft[] = [];
  let status = told?.status;
  // the first event comes before that of its clock; and what is told of then must be what held then, however late it is made
  let appointment = told?.appointment ?? portalTime(events.map(appointmentOf).find((dueAt) => dueAt !== undefined));
  const happenedAt = occurredAt ?? at;
  const common = { MaHoSo: dossier.code, MaTTHC: dossier.procedureCode, TenTTHC: dossier.procedureName };

  const tell = (next: PortalStatus, more: Readonly<Record<string, unknown>> = {}) => {
    status = next;
    const body = {
      ...common,
      DonViXuLy: dossier.department,
      NgayTiepNhan: portalTime(dossier.startedAt),
      NgayHenTra: appointment,
      TrangThaiHoSo: next,
      ...more,
    };
    drafts.push({ kind: 'status', status: next, at: happenedAt, body });
  };
  const become = (next: PortalStatus, more?: Readonly<Record<string, unknown>>) => {
    if (status === next || (status !== undefined && last.has(status))) return;
    const superseded = drafts.findIndex((draft) => draft.kind === 'status' && draft.status === 4);
    if (superseded >= 0) drafts.splice(superseded, 1);
    tell(next, more);
  };
  const progress = (content: string, about: { readonly unit?: string; readonly from: string; readonly due?: string }, more: object = {}) =>
    drafts.push({
      kind: 'progress',
      status: status ?? 4,
      at: happenedAt,
      body: {
        MaHoSo: dossier.code,
        ThoiDiemXuLy: portalTime(happenedAt),
        PhongBanXuLy: about.unit === undefined ? undefined : unitName(about.unit),
        NoiDungXuLy: content,
        TrangThai: status ?? 4,
        NgayBatDau: portalTime(about.from),
        NgayKetThucTheoQuyDinh: portalTime(about.due),
        ...more,
      },
    });

  const hear = (event: Event) => {
    switch (event.type) {
      case 'dossierStarted':
        return become(2);
      case 'elementActivated': {
        const { elementId, step, activatedAt, rounds } = event.element;
        const node = model.nodes.get(elementId);
        if (node?.purpose === 'payment') become(6);
        if (!step || rounds || !node || node.contents) return;
        if (status === 2 && node.step?.step !== 'receive' && node.step?.step !== 'return') become(4);
        if (step.unit !== undefined)
          progress(`Bắt đầu: ${node.name ?? elementId}`, { unit: step.unit, from: activatedAt, ...(step.dueAt && { due: step.dueAt }) });
        return;
      }
      case 'elementCompleted': {
        const { elementId, record } = event;
        const node = model.nodes.get(elementId);
        if (node?.purpose === 'payment' && status === 6) become(4);
        if (record?.unit !== undefined && !node?.contents)
          progress(
            `Hoàn thành: ${node?.name ?? elementId}`,
            { unit: record.unit, from: record.arrivedAt, ...(record.dueAt && { due: record.dueAt }) },
            { NguoiXuLy: actor.name ?? actor.user, ChucDanh: actor.position },
          );
        return;
      }
      case 'subscribed':
        if (model.nodes.get(event.subscription.elementId)?.purpose === 'payment') become(6);
        return;
      case 'triggered':
      case 'unsubscribed':
        if (status === 6 && model.nodes.get(event.key.replace(/#\d+$/, ''))?.purpose === 'payment') become(4);
        return;
      case 'endingDecided':
        if (event.outcome === 'withdrawn') become(7);
        return;
      case 'clockChanged':
        return hearClock(event);
      case 'dossierEnded':
        return end(event);
    }
  };
  const hearClock = (event: Extract<Event, { type: 'clockChanged' }>) => {
    const { clock, what } = event;
    const before = appointment;
    appointment = portalTime(appointmentOf(event)) ?? appointment;
    const moved = { DanhSachHoSoBoSung: [{ NgayHenTraTruoc: before, NgayHenTraMoi: appointment }] };
    if (what === 'supplementRequested') become(5);
    else if (what === 'supplementReceived') become(4, moved);
    else if (what === 'reappointed') tell(status ?? 4, moved);
    else if (what === 'ended' && clock.outcome === 'processed') become(9, { NgayKetThucXuLy: portalTime(clock.processedAt ?? happenedAt) });
    else if (what === 'ended' && clock.outcome === 'returned') become(10, { NgayTra: portalTime(clock.returnedAt ?? happenedAt) });
  };
  const end = ({ outcome, reason }: Extract<Event, { type: 'dossierEnded' }>) => {
    const why = reason === undefined ? {} : { NoiDungXuLy: reason };
    if (outcome === 'withdrawn') become(7, why);
    else if (outcome === 'cancelled') become(8, why);
    else if (outcome === 'refused') become(status === undefined || status === 2 ? 3 : 8, why);
    else {
      if (status !== 9) become(9, { NgayKetThucXuLy: portalTime(happenedAt) });
      become(10, { NgayTra: portalTime(happenedAt) });
    }
  };
  for (const event of events) hear(event);
  return drafts;
}

/** The running appointment as an event of the clock has it, else the last. */
function appointmentOf(event: Event): string | undefined {
  if (event.type !== 'clockChanged') return undefined;
  const { appointments } = event.clock;
  return (appointments.find(({ keptAt }) => keptAt === undefined) ?? appointments.at(-1))?.dueAt;
}

/** An instant as the portal writes it: `yyyyMMddHHmmss` in Việt Nam, which has had one offset since 1975. */
export function portalTime(instant: string | undefined): string | undefined {
  if (instant === undefined) return undefined;
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().replace(/[-T:]/g, '').slice(0, 14);
}
