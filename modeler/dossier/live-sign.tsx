import { Text } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';
import type { Liveness } from './use-live-dossier.ts';

/** Whether what is shown is of now, in words. */
export function LiveSign({ liveness }: { readonly liveness: Liveness }) {
  const say = useSay();
  const words: Record<Liveness, string> = {
    connecting: say('○ đang kết nối …', '○ connecting …'),
    live: say('● trực tiếp', '● live'),
    asking: say('○ mất luồng trực tiếp; cập nhật mỗi 30 giây', '○ no live stream; asks every 30 seconds'),
    resting: say('○ tạm nghỉ', '○ resting'),
  };
  return (
    <Text size="sm" role="status" data-live={liveness}>
      {words[liveness]}
    </Text>
  );
}
