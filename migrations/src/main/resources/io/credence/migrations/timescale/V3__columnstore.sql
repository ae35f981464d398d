-- Under the Timescale licence only: how old chunks are to be compressed. No policy is set: which chunks are old depends on
-- the time of the data and not on today's, since a replay writes years that have passed. An operator adds one with
-- add_columnstore_policy, well after the last correction.
do $$
begin
  if current_setting('timescaledb.license') = 'timescale' then
    alter table bar set (timescaledb.enable_columnstore, timescaledb.segmentby = 'instrument, spec', timescaledb.orderby = 'bar_end');
    alter table forecast set (timescaledb.enable_columnstore, timescaledb.segmentby = 'instrument, spec, lane, horizon', timescaledb.orderby = 'origin');
    alter table score set (timescaledb.enable_columnstore, timescaledb.segmentby = 'instrument, spec, lane, horizon', timescaledb.orderby = 'origin');
  end if;
end $$;
