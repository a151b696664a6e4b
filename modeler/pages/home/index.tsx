/** What waits for the person who is signed in. */
import { Page } from '../../parts/page.tsx';
import { useSay } from '../../i18n/say.tsx';

export default function Home() {
  const say = useSay();
  return <Page title={say('Việc chờ tôi', 'Waiting for me')}>{say('Chọn một mục ở bên trái.', 'Choose an entry at the left.')}</Page>;
}
