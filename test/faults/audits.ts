/** What the engine uses up and forgets, kept for the checks: who was to receive a signal, and how often a start by timer came round. */
export const auditSchema = `
  create schema campaign;
  create table campaign.receivers (id bigint primary key, dossier_id bigint, version_id bigint, command json not null);
  create function campaign.note_receiver() returns trigger language plpgsql as $$
    begin
      insert into campaign.receivers values (new.id, new.dossier_id, new.version_id, new.command);
      return null;
    end $$;
  create trigger note_receiver after insert on deferred_commands for each row execute function campaign.note_receiver();

  create table campaign.rounds (version_id bigint not null, due_at timestamptz not null);
  create function campaign.note_round() returns trigger language plpgsql as $$
    begin
      insert into campaign.rounds values (old.version_id, old.due_at);
      return null;
    end $$;
  create trigger note_round after update of due_at on start_subscriptions for each row execute function campaign.note_round();
`;
