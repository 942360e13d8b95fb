'use client'
import { useEffect, useState } from 'react'

/** A value that is new each time a form is shown, also when the browser goes back to it: one form, one job. */
export function useNonce(): string {
  const [nonce, setNonce] = useState('')
  useEffect(() => {
    setNonce(Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(''))
  }, [])
  return nonce
}
