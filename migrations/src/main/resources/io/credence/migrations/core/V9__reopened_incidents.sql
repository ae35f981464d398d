-- An incident that comes back within a day of its end is opened again in place of another.
alter table incident drop constraint incident_state_check;
alter table incident add constraint incident_state_check
  check (state in ('open', 'escalated', 'acknowledged', 'resolved', 'reopened'));
alter table incident add column reopened int not null default 0;

-- Every change of an incident, as it was told: what is acknowledged, resolved and opened again stays known.
create table incident_change (
  incident         uuid not null references incident,
  revision         int not null,
  noted_at         timestamptz not null default now(),
  state            text not null,
  severity         text not null,
  e_value          float8 not null,
  instruments      text[] not null,
  confirmed        text[] not null,
  acknowledged_by  text,
  acknowledged_why text,
  acknowledged_at  timestamptz,
  resolved_at      timestamptz,
  reopened         int not null,
  primary key (incident, revision)
);
