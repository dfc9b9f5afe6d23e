-- Several nodes tell one story time: how far ahead of the machine's time it is, and when a node last said that it runs.
alter table demo.story_clock add column ahead_ms bigint, add column beat_at timestamptz;
