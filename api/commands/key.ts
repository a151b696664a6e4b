/** `taicho key …`: API keys of other systems, kept by whoever runs the service. */
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { createApiKey, revokeApiKey } from '../auth/api-keys.ts';
import { audit } from '../auth/audit.ts';
import { permissionsOf, type Permission } from '../auth/roles.ts';
import type { Command } from '../command.ts';
import { checkUnitOf, firstWord, keeper, withIdentityDatabase } from '../identity-database.ts';
import { UnusableInput, wrongArguments } from '../input.ts';
import { inTransaction } from '../transaction.ts';

const usage = 'taicho key create NAME --scope SCOPE … [--unit UNIT] [--days NUMBER] | list | revoke ID [--data FOLDER] [--json]';
const words = ['create', 'list', 'revoke'] as const;
const wanted = {
  create: 'cần một NAME / one NAME is wanted',
  list: 'list chỉ đứng một mình / list stands alone',
  revoke: 'cần một ID / one ID is wanted',
} as const;

const key: Command = {
  usage,
  summary: `Khóa API / API keys; the key itself is shown once. Scopes: ${permissionsOf.system.join(', ')}.`,

  async run(args) {
    const { word, subject, json, data, ...given } = readArguments(args);
    return withIdentityDatabase(data, async (pool) => {
      if (word === 'list') return list(pool, json);
      if (word === 'create') return create(pool, subject, given, json);
      return revoke(pool, subject, json);
    });
  },
};

export default key;

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true, default: [] },
        unit: { type: 'string' },
        days: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const word = firstWord(words, positionals[0], usage);
    if (positionals.length !== (word === 'list' ? 1 : 2)) throw new Error(wanted[word]);
    if (values.days !== undefined && !/^[1-9]\d{0,4}$/.test(values.days))
      throw new Error(`--days "${values.days}": cần số ngày từ 1 / wanted: a number of days, 1 or more`);
    // one flag each, or several with commas
    const scope = values.scope.flatMap((text) => text.split(',')).filter((text) => text !== '');
    return { ...values, word, subject: positionals[1] ?? '', scope };
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw wrongArguments(error, usage);
  }
}

interface Given {
  readonly scope: readonly string[];
  readonly unit?: string | undefined;
  readonly days?: string | undefined;
}

async function create(pool: Pool, name: string, { scope, unit, days }: Given, json: boolean): Promise<number> {
  const allowed = permissionsOf.system;
  const unknown = scope.filter((each) => !(allowed as readonly string[]).includes(each));
  // said here, with those that there are: who types it has no other list at hand
  if (unknown.length > 0 || scope.length === 0)
    throw new UnusableInput(
      'UNKNOWN_SCOPE',
      `${unknown.length > 0 ? `không có phạm vi / no scope ${unknown.map((each) => `"${each}"`).join(', ')}` : 'thiếu --scope / --scope is missing'}; cần một hay nhiều trong / wanted: one or more of ${allowed.join(', ')}`,
    );
  await checkUnitOf(pool, unit);
  const now = new Date();
  const wanted = {
    name,
    scopes: scope as Permission[],
    ...(unit !== undefined && { unit }),
    ...(days !== undefined && { expiresAt: new Date(now.getTime() + Number(days) * 86_400_000) }),
  };
  const made = await inTransaction(pool, async (db) => {
    const created = await createApiKey(db, wanted, keeper().login, now);
    await audit(db, { actor: keeper(), action: 'key.created', subject: created.id, details: { name, scopes: scope, unit } });
    return created;
  });
  if (json) console.log(JSON.stringify(made));
  else console.log(`Khóa số / key ${made.id}, chỉ hiện lần này / shown this once:\n${made.key}`);
  return 0;
}

async function list(pool: Pool, json: boolean): Promise<number> {
  const { rows } = await pool.query<{ id: string; name: string; scopes: string[]; unit: string | null; ended: boolean }>(
    `select id::text, name, scopes, unit, (revoked_at is not null or coalesce(expires_at <= clock_timestamp(), false)) as ended from api_keys order by id`,
  );
  const keys = rows.map(({ unit, ...rest }) => ({ ...rest, ...(unit !== null && { unit }) }));
  if (json) console.log(JSON.stringify(keys, undefined, 1));
  else
    for (const { id, name, scopes, unit, ended } of keys)
      console.log(`${id}  ${name}  ${unit ?? '*'}  ${scopes.join(',')}${ended ? '  hết hiệu lực / ended' : ''}`);
  return 0;
}

async function revoke(pool: Pool, id: string, json: boolean): Promise<number> {
  await inTransaction(pool, async (db) => {
    if (!/^[1-9]\d{0,17}$/.test(id) || !(await revokeApiKey(db, id, new Date())))
      throw new UnusableInput('UNKNOWN_KEY', `không có khóa đang dùng số "${id}" / no key "${id}" that is valid`);
    await audit(db, { actor: keeper(), action: 'key.revoked', subject: id });
  });
  console.log(json ? JSON.stringify({ id, revoked: true }) : `Đã thu hồi khóa ${id} / revoked.`);
  return 0;
}
