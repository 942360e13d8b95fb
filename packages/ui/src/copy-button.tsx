'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonLook } from './button.tsx'
import { toast } from './toast.tsx'

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ text, label = 'Copy', ...look }: ButtonLook & { text: string; label?: string }) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast.error('The browser did not allow copying', { description: 'Select the text and copy it by hand.' })
    }
  }

  return (
    <Button size="sm" variant="ghost" {...look} onClick={copy} aria-label={copied ? 'Copied' : label}>
      {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      {look.icon ? null : <span aria-live="polite">{copied ? 'Copied' : label}</span>}
    </Button>
  )
}
