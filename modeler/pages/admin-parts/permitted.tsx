/** What only somebody with a permission is shown; the service decides anyway. */
import { Alert } from '@mantine/core';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { Permission } from '../../../api/auth/roles.ts';
import { session } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Page } from '../../parts/page.tsx';

export function Permitted({ permission, children }: { readonly permission: Permission; readonly children: ReactNode }) {
  const say = useSay();
  const { me } = useSyncExternalStore(session.subscribe, session.current);
  if (me?.permissions.includes(permission)) return children;
  return (
    <Page title={say('Không có quyền xem', 'Not permitted')}>
      <Alert color="yellow" role="alert">
        {say(
          'Trang này dành cho người được giao quyền quản trị tương ứng. Nếu bạn cần, hãy đề nghị quản trị viên.',
          'This page is for those who were given the permission. Ask an administrator if you need it.',
        )}
      </Alert>
    </Page>
  );
}
