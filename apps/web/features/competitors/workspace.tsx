'use client'
import { Button } from '@banyan/ui/button'
import { Card, CardHeader } from '@banyan/ui/card'
import { StackedTable } from '@banyan/ui/stacked-table'
import { Switch } from '@banyan/ui/switch'
import { Pencil, Plus, RefreshCw, Trash2 } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { InlineJob } from '../../components/job/inline-job.tsx'
import { Figure } from '../../components/market/figure.tsx'
import { Time } from '../../components/time.tsx'
import type { Rival } from '../../lib/market/competitors.ts'
import { type Figures, noFigures, numberLabels, numberNames } from '../../lib/market/figures.ts'
import { Difference } from './difference.tsx'
import { type ListOptions, useList } from './use-list.ts'

export interface WorkspaceProps extends ListOptions {
  readonly title: string
  /** More buttons. */
  readonly children?: ReactNode
}

/** Loaded when it is first opened. */
const AgentDialog = lazy(async () => ({ default: (await import('./agent-dialog.tsx')).AgentDialog }))

/** A list of competitors, to be worked with: agents added, changed and looked up, and held against oneself. */
export function Workspace({ title, children, ...options }: WorkspaceProps) {
  const entry = useList(options)
  const { list, own } = entry
  const comparing = useId()
  const [compare, setCompare] = useState(false)
  const [open, setOpen] = useState<Rival | 'own' | 'new'>()
  const close = () => setOpen(undefined)
  const closed = (failure: Awaited<ReturnType<typeof entry.put>>) => {
    if (!failure) close()
    return failure
  }
  const numbers = (figures: Figures, mine: boolean) =>
    numberNames.map((name) =>
      figures[name] === 0 ? null : (
        <span key={name} className="inline-flex flex-col items-start md:items-end">
          <Figure name={name} value={figures[name]} />
          {compare && !mine && <Difference name={name} theirs={figures[name]} mine={own[name]} />}
        </span>
      ),
    )

  const me = {
    key: 'own',
    className: 'bg-accent-soft/40',
    cells: [
      <Agent key="name" name="You" agency={options.me.name} entry={entry} of={list.own ?? {}} />,
      ...numbers(own, true),
      <Actions key="actions" name="you" entry={entry} who="own" of={list.own ?? {}} onEdit={() => setOpen('own')} />,
    ],
  }
  const others = list.competitors.map((rival) => ({
    key: `${rival.name} ${rival.agency}`,
    cells: [
      <Agent key="name" name={rival.name} agency={rival.agency} entry={entry} of={rival} />,
      ...numbers(rival, false),
      <Actions
        key="actions"
        name={rival.name}
        entry={entry}
        who={{ name: rival.name, agency: rival.agency }}
        of={rival}
        onEdit={() => setOpen(rival)}
        onRemove={() => entry.remove(rival)}
      />,
    ],
  }))

  return (
    <Card>
      <CardHeader
        title={title}
        hint="Numbers come from public pages. What nobody found is a dash."
        aside={
          <>
            {children}
            <Button size="sm" onClick={() => setOpen('new')}>
              <Plus aria-hidden className="size-4" />
              Add by hand
            </Button>
          </>
        }
      />
      <p className="flex items-center gap-2.5 border-line border-b px-5 py-2.5 text-sm">
        <Switch id={comparing} checked={compare} onChange={(event) => setCompare(event.target.checked)} />
        <label htmlFor={comparing}>Compare with me</label>
        {compare && !list.own && <span className="text-ink-3 text-xs">Write down your own numbers first.</span>}
      </p>
      <StackedTable
        label="Competitors"
        columns={[
          { key: 'name', label: 'Agent' },
          ...numberNames.map((name) => ({ key: name, label: numberLabels[name], end: true })),
          { key: 'actions', label: 'Actions', bare: true, end: true },
        ]}
        rows={[me, ...others]}
      />
      {list.competitors.length === 0 && (
        <p className="border-line border-t px-5 py-4 text-ink-3 text-sm">
          Nobody else stands here yet. Add agents whom you know, or have them found above.
        </p>
      )}
      <Suspense>
        {open === 'new' && (
          <AgentDialog
            title="Add an agent"
            agent={{ ...noFigures, name: '', agency: '' }}
            onClose={close}
            onSave={async (agent) => closed(await entry.put(agent))}
          />
        )}
        {open === 'own' && (
          <AgentDialog
            own
            title="Your numbers"
            agent={{ ...own, name: '', agency: '' }}
            onClose={close}
            onSave={async (agent) => closed(await entry.putOwn(agent))}
          />
        )}
        {typeof open === 'object' && (
          <AgentDialog
            title={`Change ${open.name}`}
            agent={open}
            onClose={close}
            onSave={async (agent) => closed(await entry.put(agent, { name: open.name, agency: open.agency }))}
          />
        )}
      </Suspense>
    </Card>
  )
}

type Entry = ReturnType<typeof useList>
interface Known {
  readonly lookup?: string | undefined
  readonly checkedAt?: string | undefined
}

function Agent({ name, agency, entry, of }: { name: string; agency: string; entry: Entry; of: Known }) {
  const run = entry.runOf(of)
  return (
    <div className="min-w-40">
      <span className="[overflow-wrap:anywhere]">{name}</span>
      {agency && <span className="block font-normal text-ink-3 text-xs">{agency}</span>}
      {of.checkedAt && (
        <span className="block font-normal text-ink-3 text-xs">
          looked up <Time at={of.checkedAt} />
        </span>
      )}
      {run && !run.finishedAt && (
        <div className="mt-2 font-normal">
          <InlineJob key={run.id} job={run} onEnd={(job) => void entry.apply(job.id)} />
        </div>
      )}
    </div>
  )
}

interface ActionsProps {
  readonly name: string
  readonly entry: Entry
  readonly who: Parameters<Entry['lookUp']>[0]
  readonly of: Known
  readonly onEdit: () => void
  readonly onRemove?: () => void
}

function Actions({ name, entry, who, of, onEdit, onRemove }: ActionsProps) {
  const running = entry.runOf(of) !== undefined
  return (
    <span className="inline-flex gap-0.5 max-md:-ml-2">
      <Button
        icon
        size="sm"
        variant="ghost"
        aria-label={`Look up the numbers: ${name}`}
        title="Look up the numbers"
        disabled={running || entry.busy}
        onClick={() => entry.lookUp(who)}
      >
        <RefreshCw aria-hidden className="size-4" />
      </Button>
      <Button icon size="sm" variant="ghost" aria-label={`Change the numbers: ${name}`} title="Change" onClick={onEdit}>
        <Pencil aria-hidden className="size-4" />
      </Button>
      {onRemove && (
        <Button
          icon
          size="sm"
          variant="ghost"
          aria-label={`Remove: ${name}`}
          title="Remove"
          disabled={entry.busy}
          onClick={onRemove}
        >
          <Trash2 aria-hidden className="size-4" />
        </Button>
      )}
    </span>
  )
}
