import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { controlClass } from './input.tsx'

/** Text of several lines, growing with its content where the browser can. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea {...rest} className={clsx(controlClass, 'field-sizing-content px-3 py-2 leading-normal', className)} />
  )
}
