-- Plain PostgreSQL: months are emptied and stay attached, since a score may come late to a month that is gone.

-- Up to where whole partitions may be removed so that nothing after an instant is.
create function removable_before(instant timestamptz) returns timestamptz language sql stable as $$
  select date_trunc('month', instant, 'UTC') $$;

-- Removes what a table of time has before a boundary that removable_before gave.
create function remove_before(divided text, boundary timestamptz) returns void language plpgsql as $$
declare
  child name;
begin
  for child in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = format('%I.%I', current_schema, divided)::regclass
      and c.relname < divided || to_char(boundary at time zone 'UTC', '_YYYY_MM')
  loop
    execute format('truncate table %I', child);
  end loop;
end $$;

-- Row partitions have no other form.
create function compress_before(divided text, instant timestamptz) returns void language sql as $$ select $$;

create view score_history as
select * from score_archive
union all
select * from score_daily where day >= coalesce((select max(removed_before) from retention_cut), '-infinity');
