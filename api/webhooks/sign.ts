import { createHmac, randomBytes } from 'node:crypto';

/** As its owner is shown it, once. */
export const shownSecret = (secret: Buffer) => `whsec_${secret.toString('base64')}`;

/** 256 bits; Standard Webhooks asks for 192 to 512. */
export const newSecret = () => randomBytes(32);

/** The headers of Standard Webhooks 1.0: signatures by all secrets, so that a receiver may know either while one is replaced. `at` in seconds. */
export function signedHeaders(secrets: readonly Buffer[], id: string, at: number, body: string): Record<string, string> {
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') };
}
