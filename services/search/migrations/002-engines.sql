-- What search engines answered, for all processes. Times are milliseconds since the epoch, by the clock that these agree on.
create table answers (
  key text primary key,
  answer jsonb not null,
  -- When the engine was asked.
  at double precision not null
);
create index answers_at on answers (at);

-- What was to be forgotten: an answer that was asked for before is not given any more, also one that arrives late.
create table forgotten (
  -- As LIKE has it.
  pattern text not null,
  at double precision not null
);
create index forgotten_at on forgotten (at);

-- How much an engine was asked, by all processes together.
create table engine_use (
  engine text not null,
  -- `2026-01`
  month text not null,
  asked bigint not null,
  -- When the next request may go.
  free_at double precision not null,
  primary key (engine, month)
);

-- down

drop table engine_use;
drop table forgotten;
drop table answers;
