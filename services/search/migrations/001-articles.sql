create table articles (
  slug text primary key,
  -- Null for the library, which everybody may read.
  owner text,
  title text not null,
  topics jsonb not null,
  -- Markdown.
  body text not null,
  source text not null,
  published date not null,
  -- Of the file that an article of the library was read from.
  checksum text,
  document tsvector not null generated always as (
    setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('english', topics), 'B') ||
    setweight(to_tsvector('english', body), 'C')
  ) stored
);

create index articles_document on articles using gin (document);
create index articles_owner on articles (owner);

-- down

drop table articles;
