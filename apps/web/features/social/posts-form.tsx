'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Select } from '@banyan/ui/select'
import { Switch } from '@banyan/ui/switch'
import { Sparkles } from 'lucide-react'
import { useActionState, useId } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { startPosts } from './actions.ts'

export interface PostsFormProps {
  readonly tones: readonly string[]
  /** Reports of the library, to write from. */
  readonly reports: readonly { readonly id: string; readonly title: string }[]
  readonly from?: string | undefined
  readonly topic?: string | undefined
}

/** Topic, tone and source of a set of posts. */
export function PostsForm({ tones, reports, from, topic }: PostsFormProps) {
  const [state, submit, pending] = useActionState(startPosts, {})
  const nonce = useNonce()
  const errors = state.failure?.fields ?? {}
  const values: Readonly<Record<string, string | undefined>> = state.values ?? { topic, from }
  const google = useId()
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-[minmax(0,1fr)_11rem]">
        <Field label="Topic" error={errors.topic}>
          <Input
            name="topic"
            maxLength={300}
            autoComplete="off"
            placeholder="What the posts are about"
            defaultValue={values.topic}
          />
        </Field>
        <Field label="Tone" error={errors.tone}>
          <Select name="tone" key={values.tone} defaultValue={values.tone ?? tones[0]}>
            {tones.map((tone) => (
              <option key={tone}>{tone}</option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-[minmax(0,1fr)_11rem]">
        <Field label="Written from" hint="The findings of a report go along, so that the posts say what you found.">
          <Select name="from" key={values.from} defaultValue={values.from ?? ''}>
            <option value="">The topic alone</option>
            {reports.map((report) => (
              <option key={report.id} value={report.id}>
                {report.title}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Variations" error={errors.variations}>
          <Select name="variations" key={values.variations} defaultValue={values.variations ?? '1'}>
            <option value="1">One set</option>
            <option value="2">Two to choose from</option>
            <option value="3">Three to choose from</option>
          </Select>
        </Field>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="flex items-center gap-3 text-sm">
          <Switch
            key={values.googleBusiness}
            id={google}
            name="googleBusiness"
            defaultChecked={values.googleBusiness !== undefined}
          />
          <label htmlFor={google}>A post for Google Business, too</label>
        </p>
        <Button type="submit" variant="primary" busy={pending}>
          {!pending && <Sparkles aria-hidden className="size-4" />}
          Write posts
        </Button>
      </div>
    </form>
  )
}
