/** What may be done to a whole dossier by who is signed in, in its present state. */
import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { PreviewedDialog, type OperationPreview } from './previewed-dialog.tsx';
import { ReasonDialog, type ReasonGiven } from './reason-dialog.tsx';
import { useMe } from './use-me.ts';

interface Props {
  readonly dossierId: string;
  readonly status: 'active' | 'suspended' | 'ended';
}

interface Act {
  readonly id: string;
  readonly name: readonly [string, string];
  readonly explanation?: readonly [string, string];
  readonly permission: 'dossiers:act' | 'dossiers:manage';
  readonly of: 'active' | 'suspended' | 'open' | 'ended';
  readonly isReasonNeeded: boolean;
  readonly dayLabel?: readonly [string, string];
  readonly perform: (dossierId: string, given: ReasonGiven) => Promise<unknown>;
  /** It is said before what would happen. */
  readonly preview?: (dossierId: string) => Promise<OperationPreview>;
}

const why = ({ reason }: ReasonGiven) => (reason === '' ? {} : { reason });

const acts: readonly Act[] = [
  {
    id: 'supplement-request',
    name: ['Yêu cầu bổ sung', 'Ask for a supplement'],
    explanation: [
      'Người nộp được báo; thời hạn dừng theo quy định của thủ tục.',
      'The applicant is told; the legal clock stands as the procedure has it.',
    ],
    permission: 'dossiers:act',
    of: 'active',
    isReasonNeeded: true,
    perform: (dossierId, { reason }) => api.postDossierSupplementRequest({ params: { dossierId }, body: { reason } }),
  },
  {
    id: 'supplement-receipt',
    name: ['Nhận bổ sung', 'Receive the supplement'],
    permission: 'dossiers:act',
    of: 'active',
    isReasonNeeded: false,
    perform: (dossierId, given) => api.postDossierSupplementReceipt({ params: { dossierId }, body: why(given) }),
  },
  {
    id: 'payment-proof',
    name: ['Đã có chứng từ nộp tiền', 'Proof of payment came'],
    permission: 'dossiers:act',
    of: 'active',
    isReasonNeeded: false,
    perform: (dossierId, given) => api.postDossierPaymentProof({ params: { dossierId }, body: why(given) }),
  },
  {
    id: 're-appointment',
    name: ['Hẹn lại ngày trả', 'Move the appointment'],
    explanation: ['Chỉ được hẹn lại một lần, kèm thư xin lỗi.', 'An appointment may be moved once, with a letter of apology.'],
    permission: 'dossiers:manage',
    of: 'active',
    isReasonNeeded: true,
    dayLabel: ['Ngày trả mới', 'New date'],
    perform: (dossierId, { reason, day }) => api.postDossierReAppointment({ params: { dossierId }, body: { to: day, reason } }),
  },
  {
    id: 'suspension',
    name: ['Tạm dừng', 'Suspend'],
    permission: 'dossiers:manage',
    of: 'active',
    isReasonNeeded: false,
    perform: (dossierId, given) => api.postDossierSuspension({ params: { dossierId }, body: why(given) }),
  },
  {
    id: 'resumption',
    name: ['Tiếp tục', 'Resume'],
    permission: 'dossiers:manage',
    of: 'suspended',
    isReasonNeeded: false,
    perform: (dossierId, given) => api.postDossierResumption({ params: { dossierId }, body: why(given) }),
  },
  {
    id: 'withdrawal',
    name: ['Người nộp rút hồ sơ', 'The applicant withdraws'],
    permission: 'dossiers:act',
    of: 'active',
    isReasonNeeded: false,
    perform: (dossierId, given) => api.postDossierWithdrawal({ params: { dossierId }, body: why(given) }),
  },
  {
    id: 'refusal',
    name: ['Từ chối giải quyết', 'Refuse'],
    permission: 'dossiers:act',
    of: 'active',
    isReasonNeeded: true,
    perform: (dossierId, { reason }) => api.postDossierRefusal({ params: { dossierId }, body: { reason } }),
  },
  {
    id: 'cancellation',
    name: ['Hủy hồ sơ', 'Cancel the dossier'],
    permission: 'dossiers:manage',
    of: 'open',
    isReasonNeeded: true,
    perform: (dossierId, { reason }) => api.postDossierCancellation({ params: { dossierId }, body: { reason } }),
  },
  {
    id: 'migration',
    name: ['Chuyển sang phiên bản đang có hiệu lực', 'Move to the version in force'],
    permission: 'dossiers:manage',
    of: 'open',
    isReasonNeeded: true,
    perform: (dossierId, { reason }) => api.postDossierMigration({ params: { dossierId }, body: { reason } }),
    preview: (dossierId) => api.postDossierMigrationPreview({ params: { dossierId }, body: {} }),
  },
  {
    id: 'restart',
    name: ['Làm lại thành hồ sơ mới', 'Do it again as a new dossier'],
    explanation: [
      'Hồ sơ này giữ nguyên kết quả. Hồ sơ mới bắt đầu từ đầu với dữ liệu đã nộp, theo phiên bản đang có hiệu lực.',
      'This dossier stays as it ended. A new one begins with what was submitted, by the version in force.',
    ],
    permission: 'dossiers:manage',
    of: 'ended',
    isReasonNeeded: true,
    perform: (dossierId, { reason }) => api.postDossierRestart({ params: { dossierId }, body: { reason } }),
  },
];

export function DossierActs({ dossierId, status }: Props) {
  const say = useSay();
  const me = useMe();
  const [chosen, setChosen] = useState<Act>();
  const possible = acts.filter(({ permission, of }) => me.may(permission) && (of === 'open' ? status !== 'ended' : of === status));
  if (possible.length === 0) return undefined;
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default">{say('Xử lý hồ sơ', 'Act on the dossier')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {possible.map((act) => (
            <Menu.Item key={act.id} onClick={() => setChosen(act)}>
              {say(...act.name)}
            </Menu.Item>
          ))}
          {me.may('dossiers:manage') && status !== 'ended' && (
            <Menu.Item component={Link} to={`/dossiers/${dossierId}/operations`}>
              {say('Chuyển bước, chuyển phiên bản …', 'Move by hand, another version …')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {chosen?.preview && (
        <PreviewedDialog
          dossierId={dossierId}
          title={say(...chosen.name)}
          preview={chosen.preview}
          act={(given) => chosen.perform(dossierId, given)}
          close={() => setChosen(undefined)}
        />
      )}
      {chosen && !chosen.preview && (
        <ReasonDialog
          title={say(...chosen.name)}
          explanation={chosen.explanation && say(...chosen.explanation)}
          isReasonNeeded={chosen.isReasonNeeded}
          dayLabel={chosen.dayLabel && say(...chosen.dayLabel)}
          act={(given) => chosen.perform(dossierId, given)}
          close={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
