/** The rest of a list that comes a page at a time: a button for as long as there is more. */
import { Button } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';

interface Props {
  /** What `useInfiniteQuery` gave. */
  readonly list: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };
}

export function More({ list }: Props) {
  const say = useSay();
  if (!list.hasNextPage) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
      style={{ alignSelf: 'start' }}
    >
      {say('Xem thêm', 'Show more')}
    </Button>
  );
}
