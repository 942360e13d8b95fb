import { type Core, stamp } from './core.ts'
import { sweep } from './sweep.ts'

/**
 * Frees whatever is held, without waiting for leases to end. Only for a process that knows that it is alone, e.g. the
 * owner of an embedded database: what it finds held was held by a predecessor that died.
 */
export async function recover(core: Core): Promise<void> {
  const before = stamp(core.clock.now() - 1)
  await core.pool.query('update banyan.jobs set lease_until = $1 where worker is not null', [before])
  await core.pool.query(`update banyan.inbox set lease_until = $1 where state = 'running'`, [before])
  await core.pool.query('update banyan.keys set lease_until = $1 where finished_at is null', [before])
  while ((await sweep(core)) > 0);
}
