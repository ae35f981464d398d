-- A day's scores, which on plain PostgreSQL is a view of the same name. Days that were not yet materialised are computed when
-- asked for, so the answer is the same; only recent days are materialised, since a replay writes years that have passed.
do $$
declare
  daily text := $view$
    select instrument, spec, lane, horizon, time_bucket(interval '1 day', origin, 'UTC') as day,
           count(*) as scored,
           sum((not exceeded[1])::int) as within_95,
           sum((not exceeded[2])::int) as within_975,
           sum((not exceeded[3])::int) as within_99,
           sum(crps) as crps,
           sum(reference_crps) as reference_crps
    from score
    group by 1, 2, 3, 4, 5 $view$;
begin
  if current_setting('timescaledb.license') = 'timescale' then
    execute 'create materialized view score_daily with (timescaledb.continuous, timescaledb.materialized_only = false) as '
      || daily || ' with no data';
    perform add_continuous_aggregate_policy('score_daily',
        start_offset => interval '4 days', end_offset => interval '1 hour', schedule_interval => interval '1 hour');
  else
    execute 'create view score_daily as ' || daily;
  end if;
end $$;
