/** Passwords: scrypt with its parameters beside the hash, so that they can grow; and which passwords are taken at all. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { Problem } from '../problem.ts';

/** OWASP's recommendation for scrypt: N = 2^17 is 128 MB a log-in; 2^15 with p = 3 is the same work in 32 MB. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const shortest = 12;
const longest = 256;

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Takes the same time for a user who does not exist (`stored` undefined) as for a wrong password. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? (await decoy)).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password.slice(0, longest), Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(expected, actual) && stored !== null && stored !== undefined;
}

/** scrypt at the same time: the other threads of the pool go on reading files and names for everybody else. */
const mostAtOnce = 2;
/** Who wait for that; with more, the last would have given up before it is their turn. */
const mostWaiting = 32;
let working = 0;
const waiting: (() => void)[] = [];

/** Throws SIGN_IN_BUSY: a flood of passwords is refused at its end rather than worked off by everybody's time. */
async function derive(password: string, salt: Buffer, { N, r, p }: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>): Promise<Buffer> {
  if (working < mostAtOnce) working++;
  else if (waiting.length < mostWaiting) await new Promise<void>((resolve) => waiting.push(resolve));
  else
    throw new Problem(503, 'SIGN_IN_BUSY', 'Quá nhiều người đang đăng nhập, hãy thử lại sau', 'Too many are signing in; try again later', {
      headers: { 'Retry-After': '5' },
    });
  try {
    return await new Promise((resolve, reject) =>
      scrypt(password.normalize('NFC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error ? reject(error) : resolve(key))),
    );
  } finally {
    const next = waiting.shift();
    // whoever comes next takes this place
    if (next) next();
    else working--;
  }
}

const decoy = hashPassword(randomBytes(16).toString('hex'));

/** Throws PASSWORD_WEAK: length counts (NIST SP 800-63B), not the kinds of characters; not the login, not one repeated pattern. */
export function checkPassword(password: string, login: string): void {
  const plain = password.toLowerCase();
  const weak =
    password.length < shortest ||
    password.length > longest ||
    // a login of two or three letters is in many a word
    (login.length > 3 && plain.includes(login.toLowerCase())) ||
    new Set(plain).size < 5 ||
    /^(.{1,4})\1+$/.test(plain) ||
    common.some((word) => plain.replace(/[^a-z]/g, '') === word);
  if (weak)
    throw new Problem(
      422,
      'PASSWORD_WEAK',
      `Mật khẩu cần ${shortest}–${longest} ký tự, không chứa tên đăng nhập, không lặp một mẫu`,
      `A password has ${shortest} to ${longest} characters, not the login, and no repeated pattern`,
    );
}

const common = ['password', 'matkhau', 'administrator', 'qwertyuiop', 'abcdefghijkl', 'taicho', 'taichoadmin'];
