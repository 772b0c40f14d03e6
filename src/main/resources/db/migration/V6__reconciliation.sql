-- Comparisons of portal, ledger and case system: ordered, under way, ended.
create table reconciliation (
  id        text not null primary key,
  asked_at  text not null,
  asked_by  text,
  daily_for text unique,
  recipient text,
  from_at   text not null,
  to_at     text not null,
  with_logs integer not null,
  state     text not null,
  ended_at  text
);
create index reconciliation_asked on reconciliation (asked_at);

-- What each side of one recipient could say in one of them.
create table reconciliation_side (
  run_id    text   not null,
  recipient text   not null,
  side      text   not null,
  source    text   not null,
  state     text   not null,
  reports   bigint not null,
  why       text,
  digest    text,
  primary key (run_id, recipient, side, source)
);

-- How many reports were found well, how many nobody could tell of, how many differences stood.
create table reconciliation_result (
  run_id      text   not null,
  recipient   text   not null,
  matched     bigint not null,
  not_known   bigint not null,
  differences bigint not null,
  primary key (run_id, recipient)
);

-- Stands until a comparison sees it well or a person settles it. What a person wrote is sealed.
create table difference (
  id          text    not null primary key,
  recipient   text    not null,
  kind        text    not null,
  subject     text    not null,
  report_id   text,
  dispatch_id text,
  at          text,
  reports     integer not null,
  since       text    not null,
  seen_at     text    not null,
  ask_by      text,
  settled_at  text,
  settled_by  text,
  text_digest text
);
create unique index difference_standing on difference (recipient, kind, subject) where settled_at is null;
create index difference_settled on difference (settled_at, since);
create index difference_report on difference (report_id);

-- What people did about a difference.
create table difference_step (
  id            text not null primary key,
  difference_id text not null,
  at            text not null,
  by_user       text,
  step          text not null,
  text_digest   text
);
create index difference_steps on difference_step (difference_id, at);

-- When a confirmed report was last looked up in the case system.
create table stored_look (
  recipient text not null,
  report_id text not null,
  looked_at text not null,
  primary key (recipient, report_id)
);
create index dispatch_confirmed on dispatch (confirmed_at);
create index dispatch_sealed on dispatch (sealed_sha256);
