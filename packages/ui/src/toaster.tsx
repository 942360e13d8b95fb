'use client'
import { Toaster as Sonner, toast } from 'sonner'
import type { ToastOptions } from './toast.tsx'

/** Draws the toasts, in our colours. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={10}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm text-ink shadow-3',
          title: 'font-medium',
          description: 'text-ink-3',
          content: 'min-w-0 flex-1',
          icon: 'text-accent shrink-0',
          error: '[&_[data-icon]]:text-bad',
          actionButton: 'shrink-0 rounded-md px-2 py-1 font-medium text-accent text-sm hover:bg-hover',
        },
      }}
    />
  )
}

export function show(kind: 'success' | 'error' | 'message', title: string, options: ToastOptions = {}): void {
  toast[kind](title, { duration: 5000, ...options })
}
