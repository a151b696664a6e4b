/** What an API operation answered, with its waiting and failed states around it. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed, Waiting } from './states.tsx';

/** `<Asked query={useQuery(…)}>{(answer) => …}</Asked>` */
export function Asked<T>({ query, children }: { readonly query: UseQueryResult<T>; readonly children: (answer: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Waiting />;
}
