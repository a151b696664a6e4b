/** Which addresses a webhook may reach: those of the public internet. Checked where the connection is made, so that no later answer of a name server matters. */
import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Special-purpose address registries of IANA (RFC 6890 and its updates), multicast and reserved space included. */
const special: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
];
const blocked = new BlockList();
for (const [net, prefix, family] of special) blocked.addSubnet(net, prefix, family);

/** What is global unicast in IPv6, and within it what leads back to IPv4 or to nobody: 6to4, Teredo and its neighbours, documentation. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
const notGlobal = new BlockList();
notGlobal.addSubnet('2001::', 23, 'ipv6');
notGlobal.addSubnet('2001:db8::', 32, 'ipv6');
notGlobal.addSubnet('2002::', 16, 'ipv6');
notGlobal.addSubnet('3fff::', 20, 'ipv6');

/** False for loopback, private, link-local and every other address that is not of the public internet; IPv4 written as IPv6 counts as not public. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 4) return !blocked.check(plain, 'ipv4');
  return family === 6 && global.check(plain, 'ipv6') && !notGlobal.check(plain, 'ipv6');
}

/** The target's address is not public. */
export class PrivateTarget extends Error {
  override readonly name = 'PrivateTarget';
  readonly address: string;

  constructor(address: string) {
    super(`the address ${address} is not of the public internet`);
    this.address = address;
  }
}

type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for connections that fails with PrivateTarget if any address of the name is not public. What it gives is what is connected to: a name that
 * changes its mind between two questions (DNS rebinding) gains nothing. Names written as addresses are never looked up: check those by `isPublicAddress`.
 */
export function guardedLookup(resolve: Resolve = lookup as Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      const failed = error ?? (addresses.length === 0 ? new Error(`no address of ${hostname}`) : undefined);
      const strange = addresses?.find(({ address }) => !isPublicAddress(address));
      if (failed ?? strange) return callback(failed ?? new PrivateTarget(strange!.address), '', 0);
      if (options.all) return (callback as unknown as (error: null, addresses: LookupAddress[]) => void)(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}
