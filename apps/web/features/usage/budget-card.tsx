import type { Budget } from '@banyan/ai/contract'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { Notice } from '@banyan/ui/notice'
import { Progress } from '@banyan/ui/progress'
import { Time } from '../../components/time.tsx'
import { dollars, percent } from '../../lib/numbers.ts'

export interface BudgetCardProps {
  readonly budget: Budget
  /** When it begins anew. */
  readonly resetsAt: string
}

/** What generations may cost this month, and what of it is used. */
export function BudgetCard({ budget: { limit, spent, reserved, left }, resetsAt }: BudgetCardProps) {
  const share = limit ? (spent + reserved) / limit : 0
  return (
    <Card>
      <CardHeader title="Budget of this month" />
      <CardBody className="grid grid-cols-1 gap-3">
        {limit === null ? (
          <p className="text-ink-2 text-sm">There is no limit. {dollars(spent)} were spent this month.</p>
        ) : (
          <>
            {left !== null && left <= 0 && (
              <Notice tone="warn" title="The budget is used up">
                New runs are refused until it begins anew. You can still write by hand.
              </Notice>
            )}
            <p className="text-sm">
              <span className="font-semibold">{dollars(spent)}</span> of {dollars(limit)} spent
              {reserved > 0 && `, ${dollars(reserved)} reserved for runs under way`}
            </p>
            <Progress
              value={share * 100}
              tone={share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : 'accent'}
              label={`${percent(share)} of the budget`}
            />
          </>
        )}
        <p className="text-ink-3 text-xs">
          It begins anew on <Time at={resetsAt} look="date" />.
        </p>
      </CardBody>
    </Card>
  )
}
