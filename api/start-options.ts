/** How the service is to run: flags first, then environment variables, then what suits a first try on one's own machine. */
import { parseArgs } from 'node:util';
import type { OidcSettings } from './auth/oidc.ts';
import { UnusableInput, wrongArguments } from './input.ts';
import { DEFAULT_DATA_FOLDER } from '../engine/runtime/database.ts';

export const usage =
  'taicho start [--port NUMBER] [--host ADDRESS] [--data FOLDER] [--public-url URL] [--demo [--dossiers NUMBER]] [--json]';

export interface StartOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Absent: the database is the one of `connectionString`. */
  readonly dataFolder?: string;
  readonly connectionString?: string;
  /** As people reach it; absent: the address that it listens on. */
  readonly publicUrl?: string;
  readonly trustedProxies: number;
  readonly requestsPerMinute: number;
  readonly privateWebhooks: boolean;
  readonly demo: boolean;
  /** Of the demonstration's month. */
  readonly dossiers: number;
  readonly json: boolean;
  readonly oidc?: OidcSettings;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Dossiers of the demonstration's month unless asked otherwise. */
export const demoDossiers = 320;

/** Throws UnusableInput ARGUMENTS or SETTING_INVALID, which names the flag or variable. */
export function readStartOptions(args: string[], environment: Environment): StartOptions {
  const flags = readFlags(args);
  // an empty variable is as none: that is how shells and compose files unset one
  const variable = (name: string) => environment[name] || undefined;
  const dataFolder = flags.data ?? (variable('DATABASE_URL') === undefined ? (variable('TAICHO_DATA') ?? DEFAULT_DATA_FOLDER) : undefined);
  const publicUrl = flags['public-url'] ?? variable('TAICHO_PUBLIC_URL');
  const oidc = oidcOf(variable);
  return {
    host: flags.host ?? variable('HOST') ?? '127.0.0.1',
    port: whole('--port / PORT', flags.port ?? variable('PORT') ?? '7070', 0, 65_535),
    ...(dataFolder === undefined ? { connectionString: variable('DATABASE_URL')! } : { dataFolder }),
    ...(publicUrl !== undefined && { publicUrl: webAddress('--public-url / TAICHO_PUBLIC_URL', publicUrl) }),
    trustedProxies: whole('TAICHO_TRUSTED_PROXIES', variable('TAICHO_TRUSTED_PROXIES') ?? '0', 0, 10),
    requestsPerMinute: whole('TAICHO_REQUESTS_PER_MINUTE', variable('TAICHO_REQUESTS_PER_MINUTE') ?? '6000', 1, 10_000_000),
    privateWebhooks: yes('TAICHO_PRIVATE_WEBHOOKS', variable('TAICHO_PRIVATE_WEBHOOKS') ?? 'no'),
    demo: flags.demo,
    dossiers: whole('--dossiers', flags.dossiers ?? String(demoDossiers), 1, 10_000),
    json: flags.json,
    ...(oidc && { oidc }),
  };
}

function readFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'public-url': { type: 'string' },
        demo: { type: 'boolean', default: false },
        dossiers: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}

function invalid(name: string, value: string, wanted: string): UnusableInput {
  return new UnusableInput('SETTING_INVALID', `${name}: "${value}" không dùng được; cần / is not usable; wanted: ${wanted}`);
}

function whole(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw invalid(name, value, `${least}–${most}`);
}

function yes(name: string, value: string): boolean {
  if (/^(yes|true|1)$/i.test(value)) return true;
  if (/^(no|false|0)$/i.test(value)) return false;
  throw invalid(name, value, 'yes | no');
}

/** Without a slash at its end. */
function webAddress(name: string, value: string): string {
  const address = URL.canParse(value) ? new URL(value) : undefined;
  if (address && /^https?:$/.test(address.protocol) && address.pathname === '/' && !address.search && !address.hash) return address.origin;
  throw invalid(name, value, 'https://…');
}

function oidcOf(variable: (name: string) => string | undefined): OidcSettings | undefined {
  const [issuer, clientId, clientSecret, name] = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'NAME'].map((each) =>
    variable(`TAICHO_OIDC_${each}`),
  );
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new UnusableInput(
      'SETTING_INVALID',
      'cần đủ TAICHO_OIDC_ISSUER, TAICHO_OIDC_CLIENT_ID và TAICHO_OIDC_CLIENT_SECRET / set all three of TAICHO_OIDC_ISSUER, TAICHO_OIDC_CLIENT_ID and TAICHO_OIDC_CLIENT_SECRET',
    );
  return { issuer, clientId, clientSecret, ...(name !== undefined && { name }) };
}
