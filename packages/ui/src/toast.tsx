'use client'
import { type ComponentType, useEffect, useState } from 'react'

export interface ToastOptions {
  readonly description?: string
  /** One thing to do about it, e.g. undo. */
  readonly action?: { readonly label: string; readonly onClick: () => void }
  /** Milliseconds it stays. Default 5000. */
  readonly duration?: number
}

type Kind = 'success' | 'error' | 'message'
type Show = (kind: Kind, title: string, options?: ToastOptions) => void

/** Says that something has happened, from any client component. Needs one `ToastHost` on the page. */
export const toast = {
  success: (title: string, options?: ToastOptions) => send('success', title, options),
  error: (title: string, options?: ToastOptions) => send('error', title, options),
  message: (title: string, options?: ToastOptions) => send('message', title, options),
}

/** Where toasts appear. What draws them is loaded with the first one. */
export function ToastHost() {
  const [host, setHost] = useState<{ Toaster: ComponentType }>()
  useEffect(() => {
    wake = async () => {
      const { Toaster, show } = await import('./toaster.tsx')
      setHost({ Toaster })
      return show
    }
    return () => {
      wake = undefined
      shown = undefined
    }
  }, [])
  return host ? <host.Toaster /> : null
}

let wake: (() => Promise<Show>) | undefined
let shown: Promise<Show> | undefined

function send(...[kind, title, options]: Parameters<Show>): void {
  shown ??= wake?.()
  shown
    ?.then((show) => show(kind, title, options))
    .catch(() => {
      // Without the network the chunk cannot come; the page itself shows the outcome, a toast only repeats it.
      shown = undefined
    })
}
