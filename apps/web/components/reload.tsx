'use client'
import { Button } from '@banyan/ui/button'
import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

/** Asks the server for this page again. */
export function Reload({ label = 'Try again' }: { readonly label?: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  return (
    <Button onClick={() => start(() => router.refresh())} busy={pending}>
      {!pending && <RotateCw aria-hidden className="size-4" />}
      {label}
    </Button>
  )
}
