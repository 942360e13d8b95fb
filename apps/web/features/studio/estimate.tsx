import type { GeneratorInfo } from '@banyan/ai/contract'
import { dollars } from '../../lib/numbers.ts'

/** What a run of a kind is expected to take, in a few words. */
export function Estimate({ generators }: { readonly generators: readonly GeneratorInfo[] }) {
  if (generators.length === 0) return null
  const sum = (of: (estimate: GeneratorInfo['estimate']) => number) =>
    generators.reduce((total, { estimate }) => total + of(estimate), 0)
  const tokens = sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens)
  const known = generators.every(({ estimate }) => estimate.cost !== null)
  const search = generators.some(({ needs }) => needs.includes('search'))
  const picture = generators.some(({ needs }) => needs.includes('pictures'))
  return (
    <p className="text-ink-3 text-xs">
      {[
        `About ${tokens.toLocaleString('en')} tokens a run`,
        known && priced(sum(({ cost }) => cost ?? 0)),
        search && 'searches the web',
        picture && 'makes a picture',
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

const priced = (cost: number): string => (cost === 0 ? 'costs nothing' : dollars(cost))
