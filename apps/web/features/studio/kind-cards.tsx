import type { GeneratorInfo } from '@banyan/ai/contract'
import { Card } from '@banyan/ui/card'
import type { Route } from 'next'
import type { ReactNode } from 'react'
import { KindIcon } from '../../components/kind-icon.tsx'
import { Link } from '../../components/link.tsx'
import { studioKinds } from '../../lib/studio/kinds.ts'
import { studioRoute } from '../../lib/studio/routes.ts'
import { Estimate } from './estimate.tsx'

/** Every kind of content as a card that leads to its form. */
export function KindCards({ generators }: { readonly generators: readonly GeneratorInfo[] }) {
  const of = (jobs: readonly string[]) => generators.filter(({ kind }) => jobs.includes(kind))
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {studioKinds.map((kind) => (
        <KindCard key={kind.key} name={kind.key} title={kind.title} what={kind.what} href={studioRoute(kind)}>
          <Estimate generators={of(kind.makes.map(({ job }) => job))} />
        </KindCard>
      ))}
      <KindCard
        name="social"
        title="Social posts"
        what="A post each for Facebook, Instagram, X, LinkedIn and Google Business, within their limits."
        href="/social"
      >
        <Estimate generators={of(['ai.generateSocialMediaPost'])} />
      </KindCard>
    </ul>
  )
}

interface KindCardProps {
  readonly name: string
  readonly title: string
  readonly what: string
  readonly href: Route
  readonly children: ReactNode
}

function KindCard({ name, title, what, href, children }: KindCardProps) {
  return (
    <li className="grid">
      <Card className="relative grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1 px-5 py-4 transition-colors has-[a:hover]:border-line-strong">
        <span className="row-span-2 grid size-10 place-items-center rounded-md bg-accent-soft text-accent-soft-ink">
          <KindIcon kind={name} className="size-5" />
        </span>
        <h2 className="text-base">
          <Link
            href={href}
            className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            {title}
          </Link>
        </h2>
        <div className="grid grid-cols-1 gap-1.5">
          <p className="text-ink-2 text-sm">{what}</p>
          {children}
        </div>
      </Card>
    </li>
  )
}
