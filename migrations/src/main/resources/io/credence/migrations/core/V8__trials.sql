-- A challenger on trial: its forecasts stand beside the champion's, in a lane that bears its version. At most one is not ended.
create table shadow (
  id         bigint generated always as identity primary key,
  version    text collate "C" not null references model_version,
  -- Whom it is compared with.
  champion   text collate "C" not null,
  run_id     bigint references training_run,
  nights     int not null check (nights > 0),
  reason     text not null,
  entered_at timestamptz not null default now(),
  ended_at   timestamptz,
  verdict    text check (verdict in ('promoted', 'dropped')),
  report     json not null default '{}'
);
create unique index shadow_on_trial on shadow ((true)) where ended_at is null;

-- What the stream remembers of an instrument for the shadow's lane, as closed of instrument_state for the champion's.
create table shadow_state (
  cluster_id text collate "C" not null,
  topic_id   text collate "C" not null,
  partition  int not null,
  instrument text collate "C" not null,
  closed     bytea not null,
  primary key (cluster_id, topic_id, partition, instrument)
) with (fillfactor = 50, toast_tuple_target = 4080);
alter table shadow_state alter column closed set storage external;

alter table training_run drop constraint training_run_state_check;
alter table training_run add constraint training_run_state_check
  check (state in ('queued', 'running', 'promoted', 'shadow', 'kept', 'failed'));

-- How far the fit of a run has come, so that the next trainer goes on from there; gone when the run ends.
create table training_checkpoint (
  run_id   bigint primary key references training_run,
  saved_at timestamptz not null default now(),
  state    bytea not null
);
