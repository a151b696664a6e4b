/** One connection that asks and waits, over HTTP/1.1 and no more than the load needs: the caller shares the processors with what is measured. */
import { connect } from 'node:net';

export interface Caller {
  /** The body of the answer. Rejects for any status from 300 on. */
  post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<string>;
  end(): void;
}

export async function openCaller(url: URL): Promise<Caller> {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let waiting: { readonly path: string; readonly resolve: (body: string) => void; readonly reject: (error: Error) => void } | undefined;
  let received = Buffer.alloc(0);
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail).on('close', () => fail(new Error('the service closed the connection')));
  socket.on('data', (part) => {
    received = received.length === 0 ? part : Buffer.concat([received, part]);
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = received.toString('latin1', 0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (!(received.length >= headEnd + 4 + length)) {
      if (Number.isNaN(length)) fail(new Error(`an answer without a length: ${head}`));
      return;
    }
    const body = received.toString('utf8', headEnd + 4, headEnd + 4 + length);
    received = received.subarray(headEnd + 4 + length);
    const { path, resolve, reject } = waiting!;
    waiting = undefined;
    const status = Number(head.slice(9, 12));
    if (status < 300) resolve(body);
    else reject(new Error(`${path}: ${status} ${body}`));
  });
  return {
    post: (path, headers, body) =>
      new Promise((resolve, reject) => {
        waiting = { path, resolve, reject };
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${lines.join('')}\r\n${body}`,
        );
      }),
    end: () => void socket.destroy(),
  };
}
