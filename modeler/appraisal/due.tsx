/** Until when an appraisal is due, and whether it is late, in words. */
import { Text } from '@mantine/core';
import { shownInstant } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import type { Appraisal } from './types.ts';

export function Due({ appraisal }: { readonly appraisal: Pick<Appraisal, 'dueAt' | 'overdue' | 'dueProvisional' | 'state'> }) {
  const say = useSay();
  const { dueAt, overdue, dueProvisional, state } = appraisal;
  if (dueAt === undefined || (state !== 'submitted' && state !== 'underAppraisal')) return <>–</>;
  const hours = (new Date(dueAt).getTime() - Date.now()) / 3_600_000;
  return (
    <Text span size="sm">
      {shownInstant(dueAt)}
      {overdue ? <b> · {say('⚠ quá hạn', '⚠ overdue')}</b> : hours < 24 && <b> · {say('còn dưới 1 ngày', 'less than a day left')}</b>}
      {dueProvisional && <> · {say('tạm tính, chưa có thông báo nghỉ lễ', 'provisional: the notice of holidays is not out')}</>}
    </Text>
  );
}
