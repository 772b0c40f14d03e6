-- What people do with dead letters: committed before they are answered. Their words are in sealed_text.

create table note (
  id          text not null primary key,
  letter_id   text not null,
  at          text not null,
  by_user     text not null,
  text_digest text not null
);
create index note_letter on note (letter_id, at);

-- A mark and not a move; one whose time is over marks nothing.
create table park (
  letter_id    text not null primary key,
  parked_until text not null,
  at           text not null,
  by_user      text not null,
  text_digest  text
);

-- Who said why they want to read which letter, and when last.
create table opening (
  letter_id text not null,
  by_user   text not null,
  at        text not null,
  primary key (letter_id, by_user)
);

create table approval (
  id                text    not null primary key,
  kind              text    not null,
  letter_id         text    not null,
  report_id         text    not null,
  recipient         text    not null,
  state             text    not null,
  asked_at          text    not null,
  asked_by          text    not null,
  journal_reference text,
  reason            text,
  text_digest       text,
  decided_at        text,
  decided_by        text,
  persons           integer not null
);
create unique index approval_open on approval (letter_id) where state = 'OPEN';
create index approval_asked on approval (state, asked_at);

-- On what evidence a dispatch was stored. Before this, there was but one kind.
alter table dispatch add column proof_kind text;
update dispatch set proof_kind = 'STORED' where journal_reference is not null;
