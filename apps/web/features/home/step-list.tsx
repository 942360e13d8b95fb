import { buttonClass } from '@banyan/ui/button'
import { Card, CardHeader } from '@banyan/ui/card'
import { List, Row, rowLinkClass } from '@banyan/ui/list'
import {
  ArrowRight,
  CircleCheck,
  CircleUserRound,
  GraduationCap,
  type LucideIcon,
  Map as MapIcon,
  Plug,
  ScanSearch,
  Star,
  Users,
} from 'lucide-react'
import type { Route } from 'next'
import { Link } from '../../components/link.tsx'
import type { Step } from './next-steps.ts'

export interface StepListProps {
  readonly steps: readonly Step[]
  /** Something could not be looked at. */
  readonly partial: boolean
}

/** What to do next: the first thing large, the others below it, what is done in one line. */
export function StepList({ steps, partial }: StepListProps) {
  const [first, ...others] = steps.filter(({ done }) => !done)
  const done = steps.filter((step) => step.done)
  return (
    <Card>
      <CardHeader
        title="Next for you"
        {...(steps.length > 0 && { aside: <Count done={done.length} all={steps.length} /> })}
      />
      {first && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3 border-line border-b bg-accent-soft/40 px-5 py-4">
          <StepIcon step={first} />
          <div className="min-w-0 flex-1 basis-52">
            <p className="font-semibold [overflow-wrap:anywhere]">{first.title}</p>
            <p className="line-clamp-2 text-ink-2 text-sm">{first.why}</p>
          </div>
          <Link
            href={first.href as Route}
            className={buttonClass({ variant: 'primary' })}
            aria-label={`Go: ${first.title}`}
          >
            Go
            <ArrowRight aria-hidden className="size-4" />
          </Link>
        </div>
      )}
      {others.length > 0 && (
        <List aria-label="After that">
          {others.map((step) => (
            <Row key={step.key} className="flex-nowrap!">
              <StepIcon step={step} />
              <div className="min-w-0 flex-1">
                <Link href={step.href as Route} className={`${rowLinkClass} [overflow-wrap:anywhere]`}>
                  {step.title}
                </Link>
                <p className="line-clamp-1 text-ink-3 text-sm">{step.why}</p>
              </div>
            </Row>
          ))}
        </List>
      )}
      {!first && steps.length > 0 && (
        <p className="flex items-center gap-2.5 px-5 py-4 text-sm">
          <CircleCheck aria-hidden className="size-4.5 text-accent" />
          All of it is done. Write something new in the{' '}
          <Link href="/studio" className="text-accent underline underline-offset-3">
            studio
          </Link>
          .
        </p>
      )}
      {partial && (
        <p className="border-line border-t px-5 py-3 text-ink-3 text-xs">
          Not everything could be looked at just now. Nothing of it is lost.
        </p>
      )}
    </Card>
  )
}

function Count({ done, all }: { readonly done: number; readonly all: number }) {
  return (
    <span className="text-ink-3 text-sm tabular-nums">
      {done} of {all} done
    </span>
  )
}

function StepIcon({ step: { key } }: { readonly step: Step }) {
  const Icon = ICONS[key]
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-soft-ink">
      <Icon aria-hidden className="size-4.5" strokeWidth={1.8} />
    </span>
  )
}

const ICONS: Readonly<Record<Step['key'], LucideIcon>> = {
  profile: CircleUserRound,
  accounts: Plug,
  audit: ScanSearch,
  competitors: Users,
  reviews: Star,
  plan: MapIcon,
  training: GraduationCap,
}
