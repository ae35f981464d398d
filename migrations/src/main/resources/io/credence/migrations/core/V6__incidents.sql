-- An incident gathers the alerts of one cause, of however many instruments and horizons. At most one of a cause is not resolved.
create table incident (
  id               uuid primary key,
  spec             text collate "C" not null,
  cause            text not null check (cause in ('aleatoric', 'epistemic', 'calibration')),
  state            text not null check (state in ('open', 'escalated', 'acknowledged', 'resolved')),
  severity         text not null,
  opened_at        timestamptz not null,
  since            timestamptz not null,
  e_value          float8 not null,
  what             text not null,
  -- Whose alerts stand, or stood last; and those of them that pass e-BH over all monitors.
  instruments      text[] not null,
  confirmed        text[] not null,
  acknowledged_by  text,
  acknowledged_why text,
  acknowledged_at  timestamptz,
  resolved_at      timestamptz,
  revision         int not null default 0
);
create unique index incident_unresolved on incident (spec, cause) where state <> 'resolved';
create index on incident (opened_at desc);

alter table alert add column cause text not null default 'calibration',
  add column incident uuid references incident;
create index on alert (incident);

-- A run that an incident asked for learns the shape of returns since the change.
alter table training_run add column incident uuid references incident, add column since timestamptz;
create index on training_run (incident) where incident is not null;
