create table model_call (
  id uuid primary key,
  user_id text not null,
  job_id text not null,
  generator text not null,
  provider text not null,
  model text not null,
  input_tokens integer not null check (input_tokens >= 0),
  output_tokens integer not null check (output_tokens >= 0),
  estimated boolean not null,
  -- US dollars. A token of a small model costs 0.00000005.
  cost numeric(16, 10) not null check (cost >= 0),
  ok boolean not null,
  fault text,
  latency_ms integer not null,
  at timestamptz not null
);

create index model_call_by_user on model_call (user_id, at);
create index model_call_by_job on model_call (job_id);

-- down

drop table model_call;
