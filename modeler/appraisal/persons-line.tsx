/** Who had which part: that the three are different people is to be seen. */
import { Text } from '@mantine/core';
import { shownDate } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import type { Duties } from './types.ts';

export function PersonsLine({ persons }: Pick<Duties, 'persons'>) {
  const say = useSay();
  const parts = [
    ['designer', say('Soạn', 'Drawn by')],
    ['appraiser', say('Thẩm định', 'Appraised by')],
    ['overrider', say('Cho qua lỗi', 'Overridden by')],
    ['approver', say('Phê duyệt', 'Approved by')],
  ] as const;
  return (
    <Text size="sm">
      {parts
        .filter(([part]) => part !== 'overrider' || persons.some((each) => each.part === part))
        .map(([part, label], index) => {
          const who = persons.filter((each) => each.part === part).map(({ name, login, at }) => `${name ?? login} (${shownDate(at)})`);
          return (
            <span key={part}>
              {index > 0 && ' · '}
              <b>{label}:</b> {who.length > 0 ? who.join(', ') : say('chưa có ai', 'nobody yet')}
            </span>
          );
        })}
      . {say('Mỗi phần việc do người khác nhau làm.', 'Each part is done by other people.')}
    </Text>
  );
}
