import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Problem } from '../problem.ts';
import { isPublicAddress } from './address-guard.ts';

/**
 * Tells at once what every delivery would find: throws WEBHOOK_URL unless it is an address that can be sent to, WEBHOOK_PRIVATE if it leads into a private
 * network and that is not allowed. A name that nobody knows yet is taken; the guard of the delivery has the last word.
 */
export async function checkUrl(text: string, allowPrivate: boolean): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSecure = url?.protocol === 'https:' || (allowPrivate && url?.protocol === 'http:');
  if (!url || !isSecure || url.username !== '' || url.password !== '' || url.hash !== '')
    throw new Problem(
      422,
      'WEBHOOK_URL',
      allowPrivate ? 'URL phải là http(s), không kèm mật khẩu hay "#"' : 'URL phải là https, không kèm mật khẩu hay "#"',
      `The URL must be ${allowPrivate ? 'http(s)' : 'https'}, without credentials or fragment`,
    );
  if (allowPrivate) return url.href;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host)
    ? [host]
    : await lookup(host, { all: true }).then(
        (found) => found.map(({ address }) => address),
        () => [],
      );
  if (!addresses.every(isPublicAddress))
    throw new Problem(
      422,
      'WEBHOOK_PRIVATE',
      `"${host}" thuộc mạng riêng; người quản trị hệ thống có thể cho phép`,
      `"${host}" is in a private network; whoever runs this service can allow that`,
    );
  return url.href;
}
