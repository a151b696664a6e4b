/** What was asked of the service and is kept while it is fresh; one for all pages. */
import { QueryClient } from '@tanstack/react-query';
import { RequestRefused } from '../../api/client.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // what the service refused it will refuse again; a broken connection may come back
      retry: (failures, error) => failures < 3 && !(error instanceof RequestRefused && error.status < 500),
    },
  },
});
