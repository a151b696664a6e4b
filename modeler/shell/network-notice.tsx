/** Says that the network is gone, and that nothing is lost by it. */
import { Alert } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useSay } from '../i18n/say.tsx';

export function NetworkNotice() {
  const say = useSay();
  const { online } = useNetwork();
  // the place stays, so that what appears in it is read aloud
  return (
    <div role="status" className="network-notice">
      {!online && (
        <Alert color="yellow" role="note" title={say('Mất kết nối mạng', 'The network is gone')}>
          {say('Những gì bạn đang làm được giữ lại và sẽ gửi khi có mạng.', 'What you do is kept, and sent when it is back.')}
        </Alert>
      )}
    </div>
  );
}
