-- In the subset of SQL that SQLite and PostgreSQL share. Times are ISO-8601 text in UTC with
-- milliseconds, so that they sort; hashes and digests are lower-case hex.

create table ledger (
  seq         integer not null primary key,
  id          text    not null unique,
  at          text    not null,
  type        text    not null,
  recipient   text,
  channel     text,
  report_id   text,
  dispatch_id text,
  generation  integer not null,
  step        integer not null,
  actor       text,
  letter_id   text,
  event       text    not null,
  prev_hash   text    not null unique,
  hash        text    not null
);
create index ledger_dispatch on ledger (recipient, channel, dispatch_id, generation, step);
create index ledger_report on ledger (report_id);
create index ledger_letter on ledger (letter_id);
create index ledger_hash on ledger (hash);

create table dispatch (
  recipient          text    not null,
  channel            text    not null,
  dispatch_id        text    not null,
  report_id          text    not null,
  generation         integer not null,
  step               integer not null,
  rank               integer not null,
  state              text    not null,
  sent_at            text,
  received_at        text    not null,
  pdf_sha256         text,
  sealed_sha256      text    not null,
  sealed_size        bigint  not null,
  journal_reference  text,
  stored_at          text,
  confirmed_at       text,
  files              text,
  read_back          text,
  adapter            text,
  attempts           integer not null,
  last_failure_class text,
  last_failure_code  text,
  last_event_at      text    not null,
  last_event_id      text    not null,
  letter_id          text,
  primary key (recipient, channel, dispatch_id)
);
create index dispatch_state on dispatch (state, recipient, channel, dispatch_id);
create index dispatch_report on dispatch (report_id);
create index dispatch_received on dispatch (received_at);
create index dispatch_journal on dispatch (journal_reference);

create table dead_letter (
  letter_id        text    not null primary key,
  recipient        text    not null,
  channel          text    not null,
  report_id        text    not null,
  dispatch_id      text    not null,
  generation       integer not null,
  step             integer not null,
  reason           text    not null,
  detail           text,
  attempts         integer not null,
  first_at         text    not null,
  last_at          text    not null,
  text_digest      text,
  settled_at       text,
  settled_by_event text
);
create index dead_letter_open on dead_letter (settled_at, last_at);
create index dead_letter_report on dead_letter (report_id);

-- The only table that may hold words of people, sealed; erased row by row, the digest stays.
create table sealed_text (
  digest    text not null primary key,
  sealed    text,
  erased_at text
);

-- What came on the ledger's queue and is no event, as it came.
create table quarantine (
  digest text    not null primary key,
  at     text    not null,
  reason text    not null,
  stamp  text,
  size   bigint  not null,
  body   text    not null
);

create table alarm (
  id              text not null primary key,
  condition       text not null,
  subject         text not null,
  recipient       text,
  report_id       text,
  text            text not null,
  since           text not null,
  ended_at        text,
  acknowledged_by text,
  acknowledged_at text
);
create unique index alarm_standing on alarm (condition, subject) where ended_at is null;
create index alarm_since on alarm (since);
