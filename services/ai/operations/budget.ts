import type { Handler } from 'banyan/service'
import { reservedOf } from '../budget/ledger.ts'
import { monthOf, nextMonth } from '../budget/month.ts'
import type { Budget } from '../contract.ts'
import type { Ai } from '../shape.ts'

export const budget: Handler<Ai, 'budget'> = async (_, { user, clock, config, db }) => {
  const now = clock.now()
  const month = monthOf(now)
  const reserved = await reservedOf(db, user.id, new Date(now))
  const rows = await db
    .selectFrom('spending')
    .select(['account', 'spent'])
    .where('month', '=', month)
    .where('account', 'in', ['total', `user:${user.id}`])
    .execute()
  const spentBy = (account: string) => Number(rows.find((row) => row.account === account)?.spent ?? 0)
  return {
    month,
    resetsAt: nextMonth(now).toISOString(),
    mine: budgetOf(config.AI_BUDGET_PER_USER, spentBy(`user:${user.id}`), reserved.own),
    total: user.roles.includes('admin') ? budgetOf(config.AI_BUDGET_TOTAL, spentBy('total'), reserved.total) : null,
  }
}

const budgetOf = (limit: number | undefined, spent: number, reserved: number): Budget => ({
  limit: limit ?? null,
  spent,
  reserved,
  left: limit === undefined ? null : Math.max(0, limit - spent - reserved),
})
