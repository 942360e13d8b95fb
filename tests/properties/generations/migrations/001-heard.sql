create table heard (
  user_id text not null
);

-- down

drop table heard;
