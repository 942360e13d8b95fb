-- Attempts to sign in to one account from one address. What was tried to sign in with is kept as a hash only.
create table sign_in_attempts (
  key bytea primary key,
  count integer not null,
  ends_at timestamptz not null
);
create index sign_in_attempts_by_end on sign_in_attempts (ends_at);

-- down

drop table sign_in_attempts;
