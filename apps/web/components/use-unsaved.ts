'use client'
import { useEffect } from 'react'

/** Asks before the page is left while something would be lost by it. */
export function useLeaveWarning(losing: boolean): void {
  useEffect(() => {
    if (!losing) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [losing])
}

/** Saves by Ctrl+S, or Command+S, in place of the browser's own dialog, where there is something to save. */
export function useSaveKey(able: boolean, save: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      if (able) save()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })
}
