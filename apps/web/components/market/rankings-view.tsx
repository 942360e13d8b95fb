import { Card, CardHeader } from '@banyan/ui/card'
import type { RankingsDocument } from '../../lib/market/rankings.ts'
import { DegradedNote } from '../degraded-note.tsx'
import { PagesRead } from './pages-read.tsx'

/** Which agents are found first for a keyword, to be read. */
export function RankingsView({ rankings: document }: { readonly rankings: RankingsDocument }) {
  const { keyword, location, sources, degraded } = document
  return (
    <div className="grid grid-cols-1 gap-5">
      <DegradedNote degraded={degraded} />
      <Card>
        <CardHeader title={`“${keyword}”`} hint={location} />
        <RankingList rankings={document} />
      </Card>
      <PagesRead sources={sources} />
    </div>
  )
}

/** The agents alone, the first found first. `mine` is the reader's own name, to be marked. */
export function RankingList({ rankings: { rankings }, mine }: { rankings: RankingsDocument; mine?: string }) {
  if (rankings.length === 0)
    return <p className="px-5 py-4 text-ink-3 text-sm">The pages that were found name no agent for it.</p>
  return (
    <ol className="divide-y divide-line">
      {rankings.map(({ rank, agentName, agencyName }) => (
        <li key={rank} className="flex items-baseline gap-3 px-5 py-2.5 text-sm">
          <span className="w-4 font-semibold text-ink-3 tabular-nums">{rank}</span>
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <span className="font-medium">{agentName}</span>
            {isSame(agentName, mine) && <span className="ml-1.5 text-accent text-xs">you</span>}
            {agencyName && <span className="block text-ink-3 text-xs">{agencyName}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

const isSame = (one: string, other = ''): boolean =>
  other.trim() !== '' && one.trim().toLowerCase() === other.trim().toLowerCase()
