'use client'
import type { Session } from '@banyan/auth/contract'
import { Badge } from '@banyan/ui/badge'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { MonitorSmartphone } from 'lucide-react'
import { useTransition } from 'react'
import { Time } from '../../components/time.tsx'
import { described } from '../../lib/failure-view.ts'
import { endSession } from './actions.ts'
import { deviceOf } from './device.ts'

export function SessionsSection({ sessions }: { readonly sessions: readonly Session[] }) {
  return (
    <ul className="max-w-2xl divide-y divide-line rounded-md border border-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <MonitorSmartphone aria-hidden className="size-4.5 text-ink-3" />
          <div className="min-w-0 flex-1 basis-48">
            <p className="font-medium text-sm">{deviceOf(session.userAgent)}</p>
            <p className="text-ink-3 text-xs">
              {session.ip && `${session.ip} · `}last used <Time at={session.lastUsedAt} />
            </p>
          </div>
          {session.current ? <Badge tone="accent">This one</Badge> : <EndSession session={session} />}
        </li>
      ))}
    </ul>
  )
}

function EndSession({ session }: { readonly session: Session }) {
  const [pending, start] = useTransition()
  const end = () =>
    start(async () => {
      const failure = await endSession(session.id)
      if (failure) toast.error(failure.title, { description: described(failure) })
      else toast.success('Signed out there')
    })
  return (
    <Button size="sm" onClick={end} busy={pending} aria-label={`Sign out: ${deviceOf(session.userAgent)}`}>
      Sign out
    </Button>
  )
}
