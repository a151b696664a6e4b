/** Whether what is drawn is safe, in words. */
import { Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { problemText } from '../../parts/states.tsx';
import type { Saving, SavingState } from './saving.ts';

export const useSavingState = (saving: Saving): SavingState => useSyncExternalStore(saving.subscribe, saving.current);

/** `16:30` */
const timeOf = (at: Date) => shownInstant(at.toISOString()).slice(11);

export function SaveState({ saving }: { readonly saving: Saving }) {
  const say = useSay();
  const state = useSavingState(saving);
  const texts: Record<SavingState['is'], readonly [sign: string, text: string]> = {
    saved: ['✓', state.is === 'saved' ? say(`Đã lưu lúc ${timeOf(state.at)}`, `Saved at ${timeOf(state.at)}`) : ''],
    changed: ['●', say('Có thay đổi chưa lưu', 'Changes not saved yet')],
    saving: ['↻', say('Đang lưu …', 'Saving …')],
    unsent: ['⚠', say('Chưa gửi được; giữ trên máy này', 'Not sent; kept on this computer')],
    conflict: ['⚠', say('Người khác đã sửa bản nháp này', 'Somebody else changed this draft')],
    locked: ['⚠', say('Đang thẩm định; không lưu được', 'Under appraisal; cannot be saved')],
    refused: ['⚠', state.is === 'refused' ? say(`Không lưu được: `, `Not saved: `) + problemText(state.error, say) : ''],
  };
  const [sign, text] = texts[state.is];
  return (
    <Text size="sm" role="status" data-saving={state.is} fw={sign === '⚠' ? 600 : 400} className="save-state">
      <span aria-hidden>{sign}</span> {text}
    </Text>
  );
}
