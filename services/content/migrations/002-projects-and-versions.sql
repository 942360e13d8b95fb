-- An id is its owner's: what somebody takes in from a file keeps its id, whoever else has it.
alter table saved drop constraint saved_pkey;
alter table saved add primary key (user_id, id);

create table project (
  user_id text not null,
  id uuid not null,
  name text not null,
  description text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (user_id, id),
  unique (user_id, name)
);

-- What was the name of a project becomes one.
insert into project
select user_id, md5(user_id || chr(31) || project)::uuid, project, '', min(created_at), max(updated_at)
from saved where project is not null group by user_id, project;

alter table saved add column project_id uuid;
update saved set project_id = project.id from project
where project.user_id = saved.user_id and project.name = saved.project;
alter table saved drop column project;
alter table saved add foreign key (user_id, project_id) references project (user_id, id)
  on delete set null (project_id);

alter table saved add column deleted_at timestamptz;
-- Whether what stands there was saved by itself, while somebody wrote.
alter table saved add column autosaved boolean not null default false;

create index saved_by_change on saved (user_id, updated_at desc, id desc);
create index saved_by_title on saved (user_id, lower(left(title, 100)), id);
create index saved_by_project on saved (user_id, project_id, created_at desc, id desc);
create index saved_deleted on saved (deleted_at) where deleted_at is not null;

-- What an entry was before each of its changes.
create table version (
  user_id text not null,
  entry_id uuid not null,
  version integer not null,
  title text not null,
  body text not null,
  excerpt text not null,
  -- Characters of the body.
  length integer not null,
  project text,
  created_at timestamptz not null,
  replaced_at timestamptz not null,
  primary key (user_id, entry_id, version),
  foreign key (user_id, entry_id) references saved (user_id, id) on delete cascade
);

create table agent_profile (
  user_id text primary key,
  -- Not jsonb, which refuses some of the texts that people can send.
  profile json not null,
  version integer not null,
  updated_at timestamptz not null
);

create table training (
  user_id text not null,
  lesson text not null,
  done boolean not null,
  updated_at timestamptz not null,
  primary key (user_id, lesson)
);

-- down

drop table training;
drop table agent_profile;
drop table version;
drop index saved_deleted, saved_by_project, saved_by_title, saved_by_change;
delete from saved where deleted_at is not null;
alter table saved drop column autosaved, drop column deleted_at;
alter table saved add column project text;
update saved set project = project.name from project
where project.user_id = saved.user_id and project.id = saved.project_id;
alter table saved drop column project_id;
drop table project;
-- Two people may have taken in the same entry.
update saved as twice set id = md5(user_id || chr(31) || id)::uuid
where exists (select from saved as first where first.id = twice.id and first.user_id < twice.user_id);
alter table saved drop constraint saved_pkey;
alter table saved add primary key (id);
