-- Resources are kept as the text they are answered with: `json` keeps order and digits as written and costs nothing to print,
-- where `jsonb` is taken apart on every write and put together on every read. What is searched for is in `idx`.
alter table fhir.resource alter column body type json using body::text::json;
alter table fhir.history alter column body type json using body::text::json;
alter table fhir.shared_resource alter column body type json using body::text::json;
alter table fhir.shared_history alter column body type json using body::text::json;
