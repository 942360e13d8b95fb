'use client'
import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

export interface Tab {
  readonly key: string
  readonly label: ReactNode
  readonly panel: ReactNode
}

/** Panels of which one shows. Arrow keys move between the tabs (WAI-ARIA, automatic activation). */
export function Tabs({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  const id = useId()
  const [chosen, setChosen] = useState(tabs[0]?.key)

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex((tab) => tab.key === chosen)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const key = tabs[next % tabs.length]?.key
    setChosen(key)
    document.getElementById(`${id}-tab-${key}`)?.focus()
  }

  return (
    <div className={className}>
      <div role="tablist" aria-label={label} onKeyDown={move} tabIndex={-1} className="flex gap-1 border-line border-b">
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-tab-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === chosen}
            aria-controls={`${id}-panel-${tab.key}`}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => setChosen(tab.key)}
            className={clsx(
              '-mb-px border-b-2 px-3 py-2 font-medium text-sm transition-colors',
              tab.key === chosen ? 'border-accent text-ink' : 'border-transparent text-ink-3 hover:text-ink',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          id={`${id}-panel-${tab.key}`}
          role="tabpanel"
          aria-labelledby={`${id}-tab-${tab.key}`}
          hidden={tab.key !== chosen}
          className="pt-4"
        >
          {tab.panel}
        </div>
      ))}
    </div>
  )
}
