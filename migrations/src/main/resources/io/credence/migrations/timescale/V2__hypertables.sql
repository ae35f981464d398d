-- TimescaleDB: the tables of time become hypertables of one-week chunks.

select create_hypertable('bar', by_range('bar_end', interval '7 days'), create_default_indexes => false),
       create_hypertable('forecast', by_range('origin', interval '7 days'), create_default_indexes => false),
       create_hypertable('score', by_range('origin', interval '7 days'), create_default_indexes => false),
       create_hypertable('calibration', by_range('at', interval '7 days'), create_default_indexes => false),
       create_hypertable('state_snapshot', by_range('bar_end', interval '7 days'), create_default_indexes => false);

-- Chunks make themselves; the function is here so that the same calls run on plain PostgreSQL.
create function ensure_partition(parent text, instant timestamptz) returns void language sql as $$ select $$;
