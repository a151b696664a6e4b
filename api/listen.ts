import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UnusableInput } from './input.ts';

/** Ports looked at, one after the other, before giving up. */
const mostTries = 20;

/** Listens on the port or, while that is taken, on the next one; the port it has. Throws UnusableInput CANNOT_LISTEN. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(65_535, port + mostTries - 1);
  for (let tried = port; ; tried++) {
    try {
      server.listen(tried, host);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && tried < last) continue;
      throw new UnusableInput(
        'CANNOT_LISTEN',
        `không mở được cổng ${tried} tại ${host} (${code}); hãy chọn --port, --host khác / cannot listen on port ${tried} of ${host}; choose another --port or --host`,
      );
    }
  }
}
