/** The frame of a page's content: one heading, what can be done, and the title of the window. */
import { Group, Stack, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} – Tại Chỗ`;
  }, [title]);
  return (
    <Stack gap="md" p="md">
      <Group className="page-head" justify="space-between" align="center">
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
