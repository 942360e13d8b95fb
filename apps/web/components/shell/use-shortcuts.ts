'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { places } from './navigation.ts'

export interface Overlays {
  readonly palette: () => void
  readonly sheet: () => void
}

/** Milliseconds between `g` and the key that says where to. */
const CHORD = 1200

/** The keyboard's ways through the app; see the shortcut sheet. Silent while somebody types or a dialog is open. */
export function useShortcuts(overlays: Overlays): void {
  const router = useRouter()
  const open = useEffectEvent((which: keyof Overlays) => overlays[which]())
  const go = useEffectEvent((key: string) => {
    const place = places.find((place) => place.key === key)
    if (place) router.push(place.href)
  })

  useEffect(() => {
    let chordUntil = 0
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      if (event.timeStamp < chordUntil) go(event.key)
      chordUntil = event.key === 'g' ? event.timeStamp + CHORD : 0
      if (event.key === '?') open('sheet')
      if (event.key === '/') focusSearch(event)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** The page's own search field, where it has one. */
function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLElement>('main input[type=search]')
  if (!field) return
  event.preventDefault()
  field.focus()
}
