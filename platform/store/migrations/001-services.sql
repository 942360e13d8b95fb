-- The service that the current role belongs to, for row level security: `service = banyan.current_service()`.
-- Null for the owner.
create function banyan.current_service() returns text
  language sql stable parallel safe
  return case when current_user like 'svc\_%' then substr(current_user, 5) end;

-- down
drop function banyan.current_service();
