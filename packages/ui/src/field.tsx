'use client'
import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'

export interface FieldProps {
  readonly label: string
  /** Said before anything is wrong: what is expected. */
  readonly hint?: ReactNode
  /** Said when something is wrong: what to change. */
  readonly error?: string | undefined
  /** On the label's line, at its end: a counter, a link. */
  readonly aside?: ReactNode
  /** One control: it gets `id`, `aria-describedby` and `aria-invalid`. */
  readonly children: ReactElement<ControlProps>
}

interface ControlProps {
  id?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
}

/** A control with its label, hint and error, joined for assistive technology. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [hint && hintId, error && errorId].filter(Boolean).join(' ')
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-ink text-sm">
          {label}
        </label>
        {aside && <span className="text-ink-3 text-xs">{aside}</span>}
      </div>
      {cloneElement(children, {
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={hintId} className="text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} role="alert" className="font-medium text-bad text-xs">
          {error}
        </p>
      )}
    </div>
  )
}
