import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { Notice } from '@banyan/ui/notice'
import type { Metadata } from 'next'
import { ActiveRuns } from '../../../components/job/active-runs.tsx'
import { FindForm } from '../../../features/competitors/find-form.tsx'
import { ListCard } from '../../../features/competitors/list-card.tsx'
import { RankingsCard } from '../../../features/competitors/rankings-card.tsx'
import { shelf } from '../../../features/competitors/saved.ts'
import { api } from '../../../lib/api.ts'
import { COMPETITORS } from '../../../lib/market/competitors.ts'
import { RANKINGS } from '../../../lib/market/rankings.ts'
import { load } from '../../../lib/session/guard.ts'
import { CompetitorsHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Competitors' }

const KINDS = ['ai.findCompetitors', 'ai.keywordRankings'] as const

export default async function CompetitorsPage({ searchParams }: PageProps<'/competitors'>) {
  const { list, rankings } = await searchParams
  const wanted = { list: one(list), rankings: one(rankings) }
  const [profile, lists, ranked, ...runs] = await Promise.all([
    load(api.content.agentProfile({}), '/competitors'),
    load(shelf(COMPETITORS, wanted.list), '/competitors'),
    load(shelf(RANKINGS, wanted.rankings), '/competitors'),
    ...KINDS.map((kind) => load(api.jobs.list({ kind, status: ['pending', 'running'] }), '/competitors')),
  ])
  const { name = '', agency = '', address = '' } = profile.ok ? profile.value : {}
  const me = { name, agency, address }
  return (
    <>
      <CompetitorsHeading />
      <div className="grid grid-cols-1 gap-5">
        {!profile.ok && (
          <Notice tone="warn" title="Your profile cannot be read right now">
            Write your name, agency and address here yourself.
          </Notice>
        )}
        <Card>
          <CardBody>
            <FindForm key={JSON.stringify(me)} me={me} />
          </CardBody>
        </Card>
        <ActiveRuns title="Under way" jobs={runs.flatMap((answer) => (answer.ok ? answer.value.items : []))} />
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem]">
          <ListCard shelf={lists} me={me} rankings={wanted.rankings} />
          <Card>
            <CardHeader title="Keyword rankings" hint="Who is found first for what clients type." />
            <RankingsCard shelf={ranked} me={me} list={wanted.list} />
          </Card>
        </div>
      </div>
    </>
  )
}

const one = (given: string | string[] | undefined) => (typeof given === 'string' ? given : undefined)
