/** One request to a webhook's target: no redirect is followed, little is read, and it ends in time. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { guardedLookup, isPublicAddress, PrivateTarget } from './address-guard.ts';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Private addresses too. */
  readonly allowPrivate: boolean;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Less than the 30 seconds after which the queue takes a delivery for failed. */
const answerWithinMs = 15_000;
/** So much of an answer is taken, and thrown away, so that the receiver sees its answer go. */
const mostAnswerBytes = 16_384;

const guarded = guardedLookup();

/** The status of the answer. Throws PrivateTarget, or what the network says. */
export async function post({ url, headers, body, allowPrivate, signal, timeoutMs = answerWithinMs }: Post): Promise<number> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateTarget(host);
  const ending = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  return new Promise((resolve, reject) => {
    const sent = (target.protocol === 'https:' ? secure : plain)(
      target,
      {
        method: 'POST',
        // a connection of its own: one that was kept might be to an address that was never checked
        agent: false,
        signal: ending,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        ...(!allowPrivate && { lookup: guarded }),
      },
      (answer) => {
        let bytes = 0;
        answer.on('data', (piece: Buffer) => {
          if ((bytes += piece.length) > mostAnswerBytes) answer.destroy();
        });
        answer.on('error', () => undefined);
        answer.on('close', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', (error) => reject(ending.aborted ? (ending.reason as Error) : error));
    sent.end(body);
  });
}
