-- How much an alarm matters; it may rise while it stands.
alter table alarm add column severity text not null default 'WARNING';
