-- Answers of models that are given again to the very same request. The key is a hash of all that was asked, of whom, and by
-- whom; what was asked is not kept.
create table answer (
  key text primary key,
  value json not null,
  expires_at timestamptz not null
);

create index answer_by_expiry on answer (expires_at);

-- down

drop table answer;
