-- The last of a type of event: censuses, brakes, what is to be set aside.
create index ledger_type on ledger (type, seq);

-- How many reports stand where, in the order of the index and without the rows.
create index dispatch_of_report on dispatch (recipient, report_id, state);
