'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { PaletteProps } from './palette.tsx'

/** The command palette, loaded when it is first asked for. */
export function LazyPalette(props: PaletteProps) {
  const [loaded, setLoaded] = useState<{ Palette: ComponentType<PaletteProps> }>()
  const { open, onClose } = props
  useEffect(() => {
    if (!open || loaded) return
    import('./palette.tsx').then(setLoaded, onClose)
  }, [open, loaded, onClose])
  return loaded ? <loaded.Palette {...props} /> : null
}
