-- Doctors' times are a part of what an office says; earlier versions say nothing of them.
update office_admin.version
set content = content || '{"schedules": []}'::jsonb, base = base || '{"schedules": []}'::jsonb;

-- The Monday on which the times of a schedule are to reach a week further: noted once.
create table office_admin.filled_week (
  -- id of the Schedule
  schedule text primary key,
  next date not null
);
