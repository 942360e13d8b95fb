'use client'
import { useSyncExternalStore } from 'react'
import { THEME_KEY } from './theme-script.ts'

export type Theme = 'system' | 'light' | 'dark'

/** The chosen theme; `system` while the server renders. */
export function useTheme(): Theme {
  return useSyncExternalStore(watch, chosen, () => 'system')
}

/** What was chosen in this browser, or `system`. */
export function chosen(): Theme {
  const kept = read()
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** True when a choice was made in this browser. */
export const hasChosen = (): boolean => read() !== null

/** Chooses for this browser, in all of its tabs. */
export function choose(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme)
  } catch {
    // Storage is closed to us: it holds for this page only.
  }
  applyTheme(theme)
  for (const listener of listeners) listener()
}

function applyTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

const listeners = new Set<() => void>()

function watch(changed: () => void): () => void {
  const update = () => {
    applyTheme(chosen())
    changed()
  }
  const system = matchMedia('(prefers-color-scheme: dark)')
  listeners.add(changed)
  window.addEventListener('storage', update)
  system.addEventListener('change', update)
  return () => {
    listeners.delete(changed)
    window.removeEventListener('storage', update)
    system.removeEventListener('change', update)
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(THEME_KEY)
  } catch {
    // Storage is closed to us, e.g. in a private window: then there was no choice.
    return null
  }
}
