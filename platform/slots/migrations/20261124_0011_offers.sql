-- A time is kept while the citizen chooses (`choice`, one each), or while a freed time is offered to them (`offer`).
alter table slots.hold add column purpose text not null default 'choice' check (purpose in ('choice', 'offer'));
alter table slots.hold drop constraint hold_citizen_key;
create unique index hold_choice on slots.hold (citizen) where purpose = 'choice';
