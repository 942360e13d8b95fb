import type { Database } from 'banyan/store'

/** One transaction that has committed: what it wrote, as whom, and how that came about. */
export interface Transaction {
  readonly roles: readonly string[]
  /** The schemas of services in which it changed a row. */
  readonly schemas: readonly string[]
  /** The services in whose name it announced something. */
  readonly announced: readonly string[]
  /** The services for which it marked an event as handled. */
  readonly handled: readonly string[]
}

export interface Audit {
  /** What has committed since the last time, about. */
  recent(): Promise<readonly Transaction[]>
  /** Everything that has committed. */
  all(): Promise<readonly Transaction[]>
}

/** Has the database itself note every write to the tables of these services, from now on. */
export async function openAudit({ pool }: Database, services: readonly string[]): Promise<Audit> {
  await pool.query(`
    create schema audit;
    create table audit.notes (n bigserial, tx bigint, role text, schema text, announced text, handled text);
    grant usage on schema audit to public;
    grant insert on audit.notes to public;
    grant usage on sequence audit.notes_n_seq to public;
    create index on audit.notes (n);
    create index on audit.notes (tx);
    create function audit.wrote() returns trigger language plpgsql as $$ begin
      insert into audit.notes (tx, role, schema) values (txid_current(), current_user, tg_table_schema);
      return null;
    end $$;
    create function audit.announced() returns trigger language plpgsql as $$ begin
      insert into audit.notes (tx, role, announced) values (txid_current(), current_user, new.service);
      return null;
    end $$;
    create function audit.handled() returns trigger language plpgsql as $$ begin
      insert into audit.notes (tx, role, handled) values (txid_current(), current_user, new.consumer);
      return null;
    end $$;
    create trigger audit after insert on banyan.outbox for each row execute function audit.announced();
    create trigger audit after update on banyan.inbox for each row
      when (new.state = 'handled' and old.state <> 'handled') execute function audit.handled()`)
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema = any ($1)`,
    [services],
  )
  for (const { name } of rows)
    await pool.query(
      `create trigger audit after insert or update or delete on ${name} for each row execute function audit.wrote()`,
    )

  const after = async (note: number) => {
    const { rows } = await pool.query<Transaction & { readonly last: number }>(
      `select max(n) as last, array_agg(distinct role) as roles,
         coalesce(array_agg(distinct schema) filter (where schema is not null), '{}') as schemas,
         coalesce(array_agg(distinct announced) filter (where announced is not null), '{}') as announced,
         coalesce(array_agg(distinct handled) filter (where handled is not null), '{}') as handled
       from audit.notes where tx in (select tx from audit.notes where n > $1) group by tx`,
      [note],
    )
    return rows
  }
  let last = 0
  return {
    async recent() {
      const rows = await after(last)
      last = Math.max(last, ...rows.map((row) => row.last))
      return rows
    },
    // Notes are numbered when they are written, not when they commit: one may turn up among those that were looked at.
    all: () => after(0),
  }
}
