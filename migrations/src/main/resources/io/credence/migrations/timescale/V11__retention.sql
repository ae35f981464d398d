-- TimescaleDB: whole chunks go.

-- Up to where whole chunks may be removed so that nothing after an instant is.
create function removable_before(instant timestamptz) returns timestamptz language sql stable as $$
  select max(range_end) from timescaledb_information.chunks
  where hypertable_schema = current_schema and hypertable_name = 'forecast' and range_end <= instant $$;

-- Removes what a table of time has before a boundary that removable_before gave.
create function remove_before(divided text, boundary timestamptz) returns void language plpgsql as $$
begin
  perform drop_chunks(format('%I.%I', current_schema, divided)::regclass, older_than => boundary);
end $$;

-- Turns chunks that end before an instant into column store, under the Timescale licence only.
create function compress_before(divided text, instant timestamptz) returns void language plpgsql as $$
begin
  if current_setting('timescaledb.license') = 'timescale' then
    perform compress_chunk(chunk, if_not_compressed => true)
    from show_chunks(format('%I.%I', current_schema, divided)::regclass, older_than => instant) chunk;
  end if;
end $$;

create view score_history as
select * from score_archive
union all
select * from score_daily where day >= coalesce((select max(removed_before) from retention_cut), '-infinity');
