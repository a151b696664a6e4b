/** `taicho user …`: local accounts, kept by whoever runs the service. */
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { audit } from '../auth/audit.ts';
import { roles, type Role } from '../auth/roles.ts';
import { closeSessionsOf } from '../auth/sessions.ts';
import { addPosition, createUser, oneTimePassword, resetPassword } from '../auth/users.ts';
import type { Command } from '../command.ts';
import { checkUnitOf, firstWord, keeper, withIdentityDatabase } from '../identity-database.ts';
import { UnusableInput, wrongArguments } from '../input.ts';
import { inTransaction, type Queryable } from '../transaction.ts';

const usage =
  'taicho user create LOGIN --name NAME --role ROLE [--unit UNIT] [--title TITLE] | list | disable LOGIN | reset-password LOGIN [--data FOLDER] [--json]';
const words = ['create', 'list', 'disable', 'reset-password'] as const;
const rolesOfPeople = roles.filter((role) => role !== 'system');

const user: Command = {
  usage,
  summary: `Tài khoản / accounts; a password is shown once and has to be changed at sign-in. UNIT: mã đơn vị, không có là toàn tổ chức / the id of a unit, without it the whole organisation. Roles: ${rolesOfPeople.join(', ')}.`,

  async run(args) {
    const { word, login, json, data, ...given } = readArguments(args);
    return withIdentityDatabase(data, async (pool) => {
      const answer = await doIt(pool, word, login, given);
      if (json) console.log(JSON.stringify(answer, undefined, 1));
      else for (const line of shown(answer)) console.log(line);
      return 0;
    });
  },
};

export default user;

interface Given {
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly unit?: string | undefined;
  readonly title?: string | undefined;
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        unit: { type: 'string' },
        title: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const word = firstWord(words, positionals[0], usage);
    if (positionals.length !== (word === 'list' ? 1 : 2))
      throw new Error(word === 'list' ? 'list chỉ đứng một mình / list stands alone' : 'cần một LOGIN / one LOGIN is wanted');
    return { word, login: positionals[1] ?? '', ...values };
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw wrongArguments(error, usage);
  }
}

interface Person {
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly positions: readonly { readonly role: string; readonly unit?: string }[];
}

interface Kept {
  readonly login: string;
  readonly password?: string;
  readonly disabled?: true;
  /** Of a new account. */
  readonly role?: Role;
  /** Absent: the whole organisation. */
  readonly unit?: string;
  readonly warnings?: readonly Warning[];
}

type Answer = Kept | readonly Person[];

async function doIt(pool: Pool, word: (typeof words)[number], login: string, given: Given): Promise<Answer> {
  if (word === 'list') return list(pool);
  if (word === 'create') return create(pool, login, given);
  return inTransaction(pool, async (db) => {
    const userId = await idOf(db, login);
    await closeSessionsOf(db, userId);
    if (word === 'disable') {
      await db.query('update users set disabled_at = coalesce(disabled_at, clock_timestamp()) where id = $1::bigint', [userId]);
      await audit(db, { actor: keeper(), action: 'user.disabled', subject: login });
      return { login, disabled: true };
    }
    const password = oneTimePassword();
    await resetPassword(db, userId, login, password);
    await audit(db, { actor: keeper(), action: 'password.reset', subject: login });
    return { login, password };
  });
}

async function create(pool: Pool, login: string, { name, role, unit, title }: Given): Promise<Answer> {
  const known = rolesOfPeople.find((each) => each === role) as Role | undefined;
  if (name === undefined || known === undefined)
    throw new UnusableInput(
      'ARGUMENTS',
      `cần --name và --role, là một trong / wanted: --name and --role, one of ${rolesOfPeople.join(', ')} (${usage})`,
    );
  await checkUnitOf(pool, unit);
  const password = oneTimePassword();
  const now = new Date();
  await inTransaction(pool, async (db) => {
    const userId = await createUser(db, { login, name, password, mustChange: true }, now);
    await addPosition(db, userId, { role: known, ...(unit !== undefined && { unit }), ...(title !== undefined && { title }) }, now);
    await audit(db, { actor: keeper(), action: 'user.created', subject: login, details: { role: known, unit } });
  });
  return {
    login,
    password,
    role: known,
    ...(unit !== undefined && { unit }),
    ...(known === 'administrator' && unit !== undefined && { warnings: [limitedAdministrator(unit)] }),
  };
}

interface Warning {
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}

function limitedAdministrator(unit: string): Warning {
  return {
    code: 'LIMITED_ADMINISTRATOR',
    message: `Quản trị viên chỉ của đơn vị "${unit}": không quản lý được tài khoản, khóa API, sơ đồ tổ chức và không đọc được nhật ký bảo mật; bỏ --unit để có toàn quyền quản trị`,
    messageEn: `An administrator of the unit "${unit}" only: cannot keep accounts, API keys or the organisation, nor read the audit log; leave out --unit for one who can`,
  };
}

async function idOf(pool: Queryable, login: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id::text from users where login = $1', [login.normalize('NFC').toLowerCase()]);
  if (rows[0]) return rows[0].id;
  throw new UnusableInput('UNKNOWN_USER', `không có tài khoản "${login}" / no account "${login}"`);
}

async function list(pool: Pool): Promise<readonly Person[]> {
  const { rows } = await pool.query<{ login: string; name: string; disabled: boolean; positions: { role: string; unit: string | null }[] }>(
    `select u.login, u.name, u.disabled_at is not null as disabled,
       coalesce(json_agg(json_build_object('role', p.role, 'unit', p.unit) order by p.id) filter (where p.id is not null), '[]') as positions
     from users u left join positions p on p.user_id = u.id and (p.valid_to is null or p.valid_to > clock_timestamp()) group by u.id order by u.login`,
  );
  return rows.map(({ positions, ...person }) => ({
    ...person,
    positions: positions.map(({ role, unit }) => ({ role, ...(unit !== null && { unit }) })),
  }));
}

function shown(answer: Answer): string[] {
  if (!('login' in answer))
    return answer.map(({ login, name, disabled, positions }) => {
      const held = positions.map(({ role, unit }) => (unit === undefined ? role : `${role} (${unit})`)).join(', ');
      return `${login}  ${name}  ${held}${disabled ? '  đã khóa / disabled' : ''}`;
    });
  const { login, password, role, unit, warnings = [] } = answer;
  if (password === undefined) return [`Đã khóa tài khoản ${login} / disabled.`];
  return [
    `Tài khoản / account: ${login}`,
    // a unit left out by mistake gives the rights everywhere: it is to be seen at once
    ...(role === undefined ? [] : [`Chức vụ / position: ${role}, ${unit ?? 'toàn tổ chức / the whole organisation'}`]),
    `Mật khẩu dùng một lần / one-time password: ${password}`,
    ...warnings.flatMap(({ message, messageEn }) => [`Chú ý: ${message}`, `Note: ${messageEn}`]),
  ];
}
