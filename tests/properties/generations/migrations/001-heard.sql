create table heard (
  topic text not null
);

-- down

drop table heard;
