-- Plain PostgreSQL: the tables of time become range partitions by calendar month (UTC), made on demand.

-- Gives a table's columns, checks and keys to a partitioned table of the same name.
create function divide_by_month(divided text, time_column text) returns void language plpgsql as $$
begin
  execute format('alter table %I rename to %I', divided, divided || '_undivided');
  execute format('alter index %I rename to %I', divided || '_pkey', divided || '_undivided_pkey');
  execute format('create table %I (like %I including all) partition by range (%I)', divided, divided || '_undivided', time_column);
  execute format('drop table %I', divided || '_undivided');
end $$;

select divide_by_month('bar', 'bar_end'),
       divide_by_month('forecast', 'origin'),
       divide_by_month('score', 'origin'),
       divide_by_month('calibration', 'at'),
       divide_by_month('state_snapshot', 'bar_end');

drop function divide_by_month;

-- Makes the monthly partition of a table that holds an instant. It is made on its own and attached, since that lets writers
-- of other months go on; the advisory lock lets two callers ask for the same month.
create function ensure_partition(parent text, instant timestamptz) returns void language plpgsql as $$
declare
  month timestamp := date_trunc('month', instant at time zone 'UTC');
  child text := parent || to_char(month, '_YYYY_MM');
begin
  perform pg_advisory_xact_lock(hashtext('credence ' || current_schema || '.' || child));
  if to_regclass(format('%I.%I', current_schema, child)) is null then
    execute format('create table %I (like %I including all)', child, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child,
        to_char(month, 'YYYY-MM-DD"T00:00:00Z"'), to_char(month + interval '1 month', 'YYYY-MM-DD"T00:00:00Z"'));
  end if;
end $$;

-- On TimescaleDB the same name is a continuous aggregate.
create view score_daily as
select instrument, spec, lane, horizon, date_trunc('day', origin, 'UTC') as day,
       count(*) as scored,
       sum((not exceeded[1])::int) as within_95,
       sum((not exceeded[2])::int) as within_975,
       sum((not exceeded[3])::int) as within_99,
       sum(crps) as crps,
       sum(reference_crps) as reference_crps
from score
group by 1, 2, 3, 4, 5;
