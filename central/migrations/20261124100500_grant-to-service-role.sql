-- Up Migration
do $$
begin
  if not exists (select from pg_roles where rolname = 'kalian_service') then
    create role kalian_service nologin;
  end if;
end
$$;
comment on role kalian_service is 'What the service needs while it runs. Nothing it may do removes or rewrites a ledger or look-up row; it may only release a link.';

grant select on holder, terminal, operator, installation to kalian_service;
-- Update on card also carries the row lock that keeps a card's state still while an association is written.
grant select, update on card to kalian_service;
grant select, insert on medium, ledger, look_up, seal to kalian_service;
grant update (released_at) on ledger to kalian_service;

-- Down Migration
revoke all on holder, card, medium, terminal, operator, installation, ledger, look_up, seal from kalian_service;
