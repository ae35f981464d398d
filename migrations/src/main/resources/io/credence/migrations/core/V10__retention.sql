-- What retention has removed: every forecast, score, monitor state and copy of an instrument's state with an earlier time.
create table retention_cut (
  removed_before timestamptz primary key,
  removed_at     timestamptz not null default now(),
  forecasts      bigint not null
);

-- Where the chain of a partition was cut: the last seal whose forecasts were removed. A verifier goes on from its head, which Kafka
-- had published.
create table seal_anchor (like seal);
alter table seal_anchor add column removed_before timestamptz not null,
  add primary key (cluster_id, topic_id, partition, number);

-- Days of scores that were removed, so that a desk still sees how well forecasts did.
create table score_archive (
  instrument     text collate "C" not null,
  spec           text collate "C" not null,
  lane           text collate "C" not null,
  horizon        int not null,
  day            timestamptz not null,
  scored         bigint not null,
  within_95      bigint not null,
  within_975     bigint not null,
  within_99      bigint not null,
  crps           float8 not null,
  reference_crps float8 not null,
  primary key (instrument, spec, lane, horizon, day)
);
