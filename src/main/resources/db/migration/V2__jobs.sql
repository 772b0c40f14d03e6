-- What operators ordered: committed before they are answered, gone on with after a restart.

create table job (
  id       text not null primary key,
  asked_at text not null,
  asked_by text not null
);

-- One durable command per letter; which letters is decided when the job is ordered.
create table job_letter (
  job_id    text    not null,
  letter_id text    not null,
  report_id text    not null,
  recipient text    not null,
  state     text    not null,
  tries     integer not null,
  last_at   text,
  next_at   text    not null,
  primary key (job_id, letter_id)
);
create index job_letter_state on job_letter (state, next_at);
create index job_letter_letter on job_letter (letter_id, state);
