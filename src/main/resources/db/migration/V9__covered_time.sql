-- Of which time a log speaks: figures count as compared no more than that.
alter table reconciliation_side add column covers_from text;
alter table reconciliation_side add column covers_to text;
