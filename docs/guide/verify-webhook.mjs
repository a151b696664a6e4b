// Is this delivery from Tại Chỗ, whole, and not an old one played again? Standard Webhooks 1.0, with Node alone.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a delivery may be old, or our clock behind. */
const tolerance = 300;

/**
 * `headers`: of the request, names in small letters. `body`: the text as it came, before any parsing. `secret`: whsec_…, as it was shown once.
 * Gives back the event, or throws. The same `webhook-id` may come more than once: act on it once.
 */
export function verifiedEvent(headers, body, secret, now = Date.now() / 1000) {
  const id = headers['webhook-id'];
  const at = Number(headers['webhook-timestamp']);
  if (!id || !(Math.abs(now - at) <= tolerance)) throw new Error('no timestamp, or too old');
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  // while a secret is being replaced there are two signatures
  const signatures = String(headers['webhook-signature']).split(' ');
  const isOurs = signatures.some((signature) => {
    const [version, text = ''] = signature.split(',');
    const given = Buffer.from(text, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isOurs) throw new Error('the signature is not right');
  return JSON.parse(body);
}
