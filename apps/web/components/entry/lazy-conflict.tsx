'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { ConflictDialogProps } from './conflict-dialog.tsx'

/** The dialog about a conflict, loaded with the first one. */
export function LazyConflict(props: ConflictDialogProps) {
  const [loaded, setLoaded] = useState<{ ConflictDialog: ComponentType<ConflictDialogProps> }>()
  const { theirs, dismiss } = props.entry
  useEffect(() => {
    if (theirs === undefined || loaded) return
    // Where it cannot be loaded, nothing is saved over the other text either: the next try asks again.
    import('./conflict-dialog.tsx').then(setLoaded, dismiss)
  }, [theirs, loaded, dismiss])
  return loaded ? <loaded.ConflictDialog {...props} /> : null
}
