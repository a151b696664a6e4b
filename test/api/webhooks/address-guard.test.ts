/** What a webhook may reach: told by address, asked where the connection is made, and never led elsewhere by an answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { guardedLookup, isPublicAddress, PrivateTarget } from '../../../api/webhooks/address-guard.ts';
import { post } from '../../../api/webhooks/post.ts';

describe('the guard of webhook targets', () => {
  it('knows the addresses of the public internet', () => {
    for (const address of ['1.1.1.1', '203.162.4.190', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2405:4800::1'])
      expect(isPublicAddress(address), address).to.equal(true);
    for (const address of [
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.8.8.8',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:1.1.1.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:0:1::',
      '2001:db8::1',
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1',
      'localhost',
      '',
    ])
      expect(isPublicAddress(address), address).to.equal(false);
  });

  it('refuses a name of which any address is private, and connects to what it has checked', () => {
    const answers = [['1.1.1.1'], ['1.1.1.1', '10.0.0.1'], ['127.0.0.1'], []];
    const told = answers.map((addresses) => {
      let answer: unknown;
      const lookup = guardedLookup((_name, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
      );
      lookup('rebind.example', { all: false }, (error, address) => (answer = error ? error.constructor.name : address));
      return answer;
    });
    expect(told).to.deep.equal(['1.1.1.1', 'PrivateTarget', 'PrivateTarget', 'Error']);
  });

  it('stands before every connection, and is asked for no redirect', async () => {
    const paths: string[] = [];
    const receiver = createServer((request, response) => {
      paths.push(request.url!);
      if (request.url === '/silent') return;
      response.writeHead(302, { location: '/elsewhere' }).end('x'.repeat(100_000));
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const send = (host: string, allowPrivate: boolean, path = '/hook') =>
      post({ url: `http://${host}:${port}${path}`, headers: {}, body: '{}', allowPrivate, timeoutMs: 200 });
    const refusal = async (host: string) => {
      const error: unknown = await send(host, false).catch((reason: unknown) => reason);
      expect(error, host).to.be.instanceOf(PrivateTarget);
    };
    try {
      for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']) await refusal(host);
      expect(paths).to.deep.equal([]);
      expect(await send('127.0.0.1', true)).to.equal(302);
      expect(paths).to.deep.equal(['/hook']);
      const silent: unknown = await send('127.0.0.1', true, '/silent').catch((reason: unknown) => reason);
      expect(silent).to.have.property('name', 'TimeoutError');
    } finally {
      receiver.closeAllConnections();
      receiver.close();
    }
  });
});
