/** People, what they may do and for how long, how they are known again, and the log of every act that security turns on. */
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table users (
      id bigint generated always as identity primary key,
      login text not null unique check (login = lower(login)),
      name text not null,
      password_hash text,
      must_change boolean not null default false,
      failures integer not null default 0,
      locked_until timestamptz,
      issuer text,
      subject text,
      created_at timestamptz not null,
      disabled_at timestamptz,
      unique (issuer, subject),
      check ((issuer is null) = (subject is null))
    );
    comment on column users.login is 'also the holder of tasks; history keeps it with the name of the day';
    comment on column users.password_hash is 'scrypt with its parameters and salt; null: signs in by OpenID Connect only';

    create table positions (
      id bigint generated always as identity primary key,
      user_id bigint not null references users,
      role text not null check (role in ('designer', 'reviewer', 'approver', 'officer', 'unitHead', 'centreManager', 'inspector', 'administrator')),
      unit text,
      title text,
      valid_from timestamptz not null,
      valid_to timestamptz,
      check (valid_to is null or valid_to > valid_from)
    );
    comment on column positions.unit is 'null: the whole organisation';
    create index positions_of_user on positions (user_id);

    create table delegations (
      id bigint generated always as identity primary key,
      position_id bigint not null references positions,
      to_user bigint not null references users,
      reason text not null,
      valid_from timestamptz not null,
      valid_to timestamptz not null,
      check (valid_to > valid_from)
    );
    comment on table delegations is 'somebody acts in the position of another for a time; the history says on whose behalf';
    create index delegations_to on delegations (to_user, valid_to);

    create table sessions (
      token_hash bytea primary key,
      user_id bigint not null references users,
      csrf_token text not null,
      created_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null,
      address text,
      agent text
    );
    comment on column sessions.token_hash is 'SHA-256 of the cookie: a copy of this table signs nobody in';
    create index sessions_of_user on sessions (user_id);
    create index sessions_expired on sessions (expires_at);

    create table api_keys (
      id bigint generated always as identity primary key,
      name text not null,
      hash bytea not null unique,
      scopes text[] not null,
      unit text,
      created_at timestamptz not null,
      created_by text not null,
      expires_at timestamptz,
      revoked_at timestamptz,
      used_at timestamptz
    );
    comment on column api_keys.hash is 'SHA-256 of 256 random bits: nothing to guess, so nothing to slow down';
    comment on column api_keys.unit is 'null: the whole organisation';

    create table audit_log (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      actor json not null,
      action text not null,
      subject text,
      details json not null default '{}',
      address text
    );
    create index audit_log_at on audit_log (at, id);
    create function audit_log_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the audit log is append-only'; end $$;
    create trigger audit_log_append_only before update or delete or truncate on audit_log for each statement execute function audit_log_is_append_only();
  `);
}

export async function down(): Promise<void> {
  throw new Error('the audit log is not taken back; restore a backup');
}
