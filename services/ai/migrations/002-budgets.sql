-- False where the price of the model was not known: the call is on record as free.
alter table model_call add column priced boolean not null default true;
-- An answer that was given before, to the very same request.
alter table model_call add column cached boolean not null default false;
alter table model_call add column pictures integer not null default 0 check (pictures >= 0);

-- What was spent in a month (UTC), by all (`total`) and by each user (`user:<id>`). Who wants to reserve holds the rows of
-- those that are bounded, so that nobody else reserves of the same.
create table spending (
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  account text not null,
  -- US dollars.
  spent numeric(20, 10) not null check (spent >= 0),
  primary key (month, account)
);

insert into spending (month, account, spent)
select to_char(at at time zone 'UTC', 'YYYY-MM'), account, sum(cost)
from model_call cross join lateral (values ('total'), ('user:' || user_id)) as of(account)
group by 1, 2;

-- What calls that are under way may cost at most. One whose process died ends by itself.
create table reservation (
  id uuid primary key,
  user_id text not null,
  job_id text not null,
  attempt integer not null,
  amount numeric(20, 10) not null check (amount >= 0),
  expires_at timestamptz not null
);

create index reservation_by_user on reservation (user_id);
create index reservation_by_expiry on reservation (expires_at);

-- down

drop table reservation;
drop table spending;
alter table model_call drop column pictures;
alter table model_call drop column cached;
alter table model_call drop column priced;
