import { Button } from '@banyan/ui/button'
import { clsx } from 'clsx'

export interface SetChoiceProps {
  readonly count: number
  readonly chosen: number
  readonly onChoose: (at: number) => void
  /** Drops the sets that are not chosen. */
  readonly onKeepOne: () => void
}

/** Which of several sets of posts is looked at; the one that is chosen when it is saved comes first from then on. */
export function SetChoice({ count, chosen, onChoose, onKeepOne }: SetChoiceProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="sr-only">Variations</legend>
      {Array.from({ length: count }, (_, at) => (
        <button
          key={String(at)}
          type="button"
          aria-pressed={at === chosen}
          onClick={() => onChoose(at)}
          className={clsx(
            'h-8 rounded-full px-3.5 font-medium text-sm',
            at === chosen ? 'bg-accent-soft text-accent-soft-ink' : 'text-ink-2 hover:bg-hover',
          )}
        >
          Variation {at + 1}
        </button>
      ))}
      <Button size="sm" className="ml-2" onClick={onKeepOne}>
        Keep only this one
      </Button>
    </fieldset>
  )
}
