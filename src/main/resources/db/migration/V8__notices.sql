-- What people were told of each alarm: nothing yet, how serious it was, or ENDED.
alter table alarm add column told text;
update alarm set told = 'ENDED' where ended_at is not null;
create index alarm_untold on alarm (condition) where told is null or told <> 'ENDED';

-- What they were told last of a kind of alarm.
create table topic (
  condition text    not null,
  recipient text    not null,
  since     text,
  worst     text    not null,
  reminded  integer not null,
  told_at   text    not null,
  next_at   text    not null,
  primary key (condition, recipient)
);

-- What each channel has to tell, and has told.
create table notice (
  id           text    not null,
  channel      text    not null,
  kind         text    not null,
  condition    text,
  recipient    text    not null,
  severity     text    not null,
  alarms       bigint  not null,
  subjects     text    not null,
  text         text    not null,
  since        text    not null,
  at           text    not null,
  escalates    integer not null,
  due_at       text    not null,
  attempts     integer not null,
  settled_at   text,
  outcome      text,
  is_over      integer not null, -- what it is about has ended, and people were told so
  primary key (id, channel)
);
create index notice_due on notice (channel, due_at) where settled_at is null;
create index notice_topic on notice (condition, recipient, is_over);

-- When operators said that outages are expected. The last one that is not over holds.
create table maintenance (
  id       text not null primary key,
  begins   text not null,
  until    text not null,
  by_user  text not null,
  ended_at text,
  ended_by text
);
