-- All tables and their columns, valid on PostgreSQL 15 and newer. V2 divides the five tables of time (bar, forecast, score,
-- calibration, state_snapshot) into hypertables or range partitions; that is why each of their unique keys holds the time.
--
-- Returns and losses are log returns in percent, variances percent squared. Arrays over levels follow the standard levels
-- 95, 97.5 and 99 %; quantiles follow 1, 5, 25, 50, 75, 95 and 99 %.
-- Keys are compared byte by byte (collation C), so that their order is the same on every server.

create table instrument (
  name       text collate "C" primary key,
  tick_size  float8 not null check (tick_size > 0),
  calendar   text not null,
  entered_at timestamptz not null default now()
);

create table bar (
  instrument text collate "C" not null,
  spec       text collate "C" not null,
  bar_start  timestamptz not null,
  bar_end    timestamptz not null,
  open       float8 not null,
  high       float8 not null,
  low        float8 not null,
  close      float8 not null,
  volume     float8 not null,
  ticks      int not null,
  primary key (instrument, spec, bar_end)
);

create table forecast (
  id                      uuid not null,
  instrument              text collate "C" not null,
  spec                    text collate "C" not null,
  lane                    text collate "C" not null,
  horizon                 int not null,
  origin                  timestamptz not null,
  model_version           text not null,
  price                   float8 not null,
  distribution            bytea not null,
  mean                    float8 not null,
  aleatoric_variance      float8 not null,
  epistemic_variance      float8 not null,
  quantiles               float8[] not null,
  value_at_risk           float8[] not null,
  expected_shortfall      float8[] not null,
  value_at_risk_low       float8[] not null,
  value_at_risk_high      float8[] not null,
  expected_shortfall_low  float8[] not null,
  expected_shortfall_high float8[] not null,
  cluster_id              text not null,
  topic_id                text not null,
  partition               int not null,
  record_offset           bigint not null,
  bar_start               timestamptz not null,
  runtime                 text not null,
  value_hash              bytea not null,
  primary key (instrument, spec, lane, horizon, origin)
);
create index on forecast (id);

create table score (
  instrument     text collate "C" not null,
  spec           text collate "C" not null,
  lane           text collate "C" not null,
  horizon        int not null,
  origin         timestamptz not null,
  forecast_id    uuid not null,
  model_version  text not null,
  realised_at    timestamptz not null,
  realised       float8 not null,
  pit            float8 not null,
  crps           float8 not null,
  log_score      float8 not null,
  exceeded       boolean[] not null,
  reference_crps float8 not null,
  primary key (instrument, spec, lane, horizon, origin)
);

create table calibration (
  instrument    text collate "C" not null,
  spec          text collate "C" not null,
  lane          text collate "C" not null,
  horizon       int not null,
  at            timestamptz not null,
  model_version text not null,
  count         bigint not null,
  e_value       float8 not null,
  alarm         boolean not null,
  primary key (instrument, spec, lane, horizon, at)
);

create table state_snapshot (
  instrument    text collate "C" not null,
  spec          text collate "C" not null,
  model_version text collate "C" not null,
  bar_end       timestamptz not null,
  closed        bytea not null,
  primary key (instrument, spec, model_version, bar_end)
);

create table alert (
  id            uuid primary key,
  instrument    text collate "C" not null,
  spec          text collate "C" not null,
  horizon       int not null,
  severity      text not null,
  model_version text not null,
  raised_at     timestamptz not null,
  since         timestamptz not null,
  e_value       float8 not null,
  what          text not null,
  cleared_at    timestamptz
);
create index on alert (raised_at desc);

-- The truth of the stream. A commit names the claim and the offset that it saw; the next owner raises the claim.
create table stream_position (
  cluster_id         text collate "C" not null,
  topic_id           text collate "C" not null,
  partition          int not null,
  next_offset        bigint not null,
  claim              bigint not null default 1,
  claimed_at         timestamptz not null default now(),
  model_version      text,
  highest_event_time bigint not null default -9223372036854775808,
  ticks              bigint not null default 0,
  repeated           bigint not null default 0,
  late               bigint not null default 0,
  crossed            bigint not null default 0,
  closed             bigint not null default 0,
  heartbeats         bigint not null default 0,
  dead_letters       bigint not null default 0,
  replayed           bigint not null default 0,
  divergent          bigint not null default 0,
  -- Champion forecasts stored through this position.
  forecasts          bigint not null default 0,
  primary key (cluster_id, topic_id, partition)
) with (fillfactor = 50);

-- How many partitions a topic had when it was first seen, which must not change while it lives.
create table topic (
  cluster_id text collate "C" not null,
  topic_id   text collate "C" not null,
  partitions int not null,
  primary key (cluster_id, topic_id)
);

create table instrument_state (
  cluster_id text collate "C" not null,
  topic_id   text collate "C" not null,
  partition  int not null,
  instrument text collate "C" not null,
  open_bar   bytea not null,
  closed     bytea not null,
  primary key (cluster_id, topic_id, partition, instrument)
) with (fillfactor = 50, toast_tuple_target = 4080);

-- Floating-point state hardly compresses: trying costs more than the room that it saves.
alter table instrument_state alter column open_bar set storage external, alter column closed set storage external;
alter table state_snapshot alter column closed set storage external;

create table dead_letter (
  cluster_id    text collate "C" not null,
  topic_id      text collate "C" not null,
  partition     int not null,
  record_offset bigint not null,
  reason        text not null,
  message       text not null,
  head          bytea not null,
  length        int not null,
  sha256        bytea not null,
  record_time   timestamptz not null,
  stored_at     timestamptz not null default now(),
  primary key (cluster_id, topic_id, partition, record_offset)
);

create table outbox (
  sequence bigint generated always as identity primary key,
  lane     text collate "C" not null,
  id       uuid not null,
  topic    text not null,
  key      text not null,
  value    bytea not null
);
create index on outbox (lane, sequence);

create table model_version (
  version    text collate "C" primary key,
  model      text not null,
  state      text not null check (state in ('candidate', 'shadow', 'champion', 'retired')),
  created_at timestamptz not null,
  run_id     bigint,
  provenance json not null
);

create table training_run (
  id           bigint generated always as identity primary key,
  scope        text not null,
  night        text not null,
  cause        text not null,
  state        text not null default 'queued' check (state in ('queued', 'running', 'promoted', 'kept', 'failed')),
  requested_at timestamptz not null default now(),
  started_at   timestamptz,
  ended_at     timestamptz,
  owner        text,
  lease_until  timestamptz,
  attempts     integer not null default 0,
  challenger   text,
  champion     text,
  report       json not null default '{}',
  unique (scope, night)
);

create table promotion (
  sequence    bigint generated always as identity primary key,
  version     text collate "C" not null references model_version,
  previous    text,
  reason      text not null,
  run_id      bigint references training_run,
  promoted_at timestamptz not null default now()
);
