'use client'
import { Select } from '@banyan/ui/select'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

export interface ListPickerProps {
  readonly label: string
  readonly chosen: string
  readonly entries: readonly { readonly id: string; readonly title: string; readonly day: string }[]
  /** Of the address: `list` or `rankings`. */
  readonly name: string
  /** What else stands in the address. */
  readonly rest: Readonly<Record<string, string>>
}

/** Another one of the saved ones. */
export function ListPicker({ label, chosen, entries, name, rest }: ListPickerProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const show = (id: string) =>
    start(() => router.push(`/competitors?${new URLSearchParams({ ...rest, [name]: id })}` as Route, { scroll: false }))
  return (
    <Select
      aria-label={label}
      value={chosen}
      disabled={pending}
      onChange={(event) => show(event.target.value)}
      className="max-w-56"
    >
      {entries.map(({ id, title, day }) => (
        <option key={id} value={id}>
          {day}: {title}
        </option>
      ))}
    </Select>
  )
}
