-- Each partition's forecasts are chained by their hashes, in the order of the records that closed their bars: a row says where the
-- chain stands after a commit. Number 0 says up to which record forecasts were made before they were sealed.
create table seal (
  cluster_id   text collate "C" not null,
  topic_id     text collate "C" not null,
  partition    int not null,
  number       bigint not null,
  -- Of the records that closed the bars, and of the forecasts.
  first_offset bigint not null,
  last_offset  bigint not null,
  first_origin timestamptz not null,
  last_origin  timestamptz not null,
  forecasts    int not null,
  previous     bytea not null,
  head         bytea not null,
  sealed_at    timestamptz not null default now(),
  primary key (cluster_id, topic_id, partition, number)
);

insert into seal (cluster_id, topic_id, partition, number, first_offset, last_offset, first_origin, last_origin, forecasts,
  previous, head)
select cluster_id, topic_id, partition, 0, 0, next_offset - 1, 'epoch', 'epoch', 0, '',
  sha256(convert_to('credence seals' || E'\n' || cluster_id || E'\n' || topic_id || E'\n' || partition, 'UTF8'))
from stream_position;

-- A verifier reads all instruments of a span of time, which no key leads with. It costs a writer next to nothing.
create index on forecast using brin (origin);
