'use client'
import { useEffect } from 'react'
import { choose, hasChosen, type Theme } from './theme.ts'

/** In a browser where nobody has chosen a theme yet, the account's own choice holds. */
export function ThemeSync({ theme }: { readonly theme: Theme }) {
  useEffect(() => {
    if (!hasChosen() && theme !== 'system') choose(theme)
  }, [theme])
  return null
}
