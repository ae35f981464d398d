-- A message lives in the outbox for some milliseconds: compressing it, or moving it out of line, costs more than the rest of the
-- transaction. 8160 is the most that fits a page.
alter table outbox set (toast_tuple_target = 8160);
alter table outbox alter column value set storage external;
