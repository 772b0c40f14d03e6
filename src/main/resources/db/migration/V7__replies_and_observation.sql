-- What the portal was told, by the portal's own id of it: a reply may come back as not delivered, days later.
-- Written with the event that tells of it, so that none is ever known to the ledger and not here.
create table reply (
  reply_id    text   not null primary key,
  seq         bigint not null,
  at          text   not null,
  type        text   not null,
  recipient   text   not null,
  channel     text   not null,
  dispatch_id text   not null
);
create index reply_dispatch on reply (recipient, channel, dispatch_id, seq);

-- To whom the answer of a dispatch goes, on channels that answer to an account.
alter table dispatch add column reply_account text;

-- What the portal was seen to list while the gateway only observed, and whether the case system had it.
create table observed (
  recipient   text not null,
  dispatch_id text not null,
  report_id   text not null,
  first_seen  text not null,
  gone_at     text,
  held_at     text,
  primary key (recipient, dispatch_id)
);
