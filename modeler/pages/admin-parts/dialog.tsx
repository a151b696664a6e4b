/** A window over the page, its close button named. */
import { Modal, type ModalProps } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';

/** `opened` while it is rendered: leave it out to close it. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const say = useSay();
  return <Modal opened size="lg" closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }} {...props} />;
}
