'use client'
import type { AgentProfile } from '@banyan/content/contract'
import { Button } from '@banyan/ui/button'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Textarea } from '@banyan/ui/textarea'
import type { Job } from 'banyan/durable/contract'
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { completeness } from '../../lib/agent/completeness.ts'
import { BioWriter } from './bio-writer.tsx'
import { CompletenessNote } from './completeness-note.tsx'
import { type FieldName, type Fields, fieldLabels, fieldsOf, linesOf, socialNames } from './fields.ts'
import { useProfile } from './use-profile.ts'

export interface ProfileEditorProps {
  readonly profile: AgentProfile
  /** The name of the account, for a profile that has none yet. */
  readonly accountName: string
  readonly tones: readonly string[]
  /** A biography that is being written, or was. */
  readonly bioJob: Job | undefined
}

const BIO_LIMIT = 8000

/** Loaded when there is a conflict. */
const ProfileConflict = lazy(async () => ({ default: (await import('./conflict.tsx')).ProfileConflict }))

/** All that an agent says about himself and his business. */
export function ProfileEditor({ profile: given, accountName, tones, bioJob }: ProfileEditorProps) {
  const known = fieldsOf(given)
  const profile = useProfile(given, given.version === 0 ? { ...known, name: accountName } : known)
  const { fields, set, errorOf } = profile
  const line = (name: FieldName, { hint, ...input }: LineProps = {}) => (
    <Field label={fieldLabels[name]} hint={hint} error={errorOf(name)}>
      <Input
        maxLength={200}
        {...input}
        name={name}
        value={fields[name]}
        onChange={(event) => set(name, event.target.value)}
      />
    </Field>
  )
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <form
        id="agent-profile"
        noValidate
        className="grid min-w-0 grid-cols-1 gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          profile.save()
        }}
      >
        <Part title="You">
          {line('name', { autoComplete: 'name', maxLength: 120 })}
          {line('licence', { hint: 'As it stands in your advertisements.' })}
          {line('years', { inputMode: 'numeric', maxLength: 3 })}
          <Field
            label={fieldLabels.certifications}
            hint="One in a line: ABR, CRS ..."
            error={errorOf('certifications')}
          >
            <Textarea
              name="certifications"
              rows={2}
              value={fields.certifications}
              onChange={(event) => set('certifications', event.target.value)}
            />
          </Field>
        </Part>
        <Part title="Your business" hint="The brand audit compares these with what stands on the web.">
          {line('agency', { autoComplete: 'organization' })}
          {line('phone', { type: 'tel', autoComplete: 'tel' })}
          {line('address', { autoComplete: 'street-address', maxLength: 500 })}
          {line('website', { type: 'url', autoComplete: 'url', placeholder: 'https://', maxLength: 2000 })}
        </Part>
        <Card>
          <CardHeader title="How you introduce yourself" />
          <CardBody className="grid grid-cols-1 gap-4">
            <Field label={fieldLabels.bio} error={errorOf('bio')} aside={`${fields.bio.length} / ${BIO_LIMIT}`}>
              <Textarea
                name="bio"
                rows={5}
                maxLength={BIO_LIMIT}
                value={fields.bio}
                onChange={(event) => set('bio', event.target.value)}
              />
            </Field>
            <BioWriter fields={fields} tones={tones} job={bioJob} onUse={(bio) => set('bio', bio)} />
          </CardBody>
        </Card>
        <Part title="On the web" hint="Whole addresses, such as https://www.facebook.com/you.">
          {socialNames.map((name) => (
            <div key={name}>{line(name, { type: 'url', placeholder: 'https://', maxLength: 2000 })}</div>
          ))}
        </Part>
        <Part title="Accounts">
          {line('googleId', { hint: 'For example accounts/1234/locations/5678.' })}
          {line('zillowEmail', { type: 'email', hint: 'Under which you are known at Zillow.' })}
        </Part>
        <SaveLine profile={profile} />
      </form>
      <div className="max-lg:order-first lg:sticky lg:top-20">
        <CompletenessNote {...completeness(saidIn(given, fields))} />
      </div>
      <Suspense>{profile.theirs && <ProfileConflict profile={profile} />}</Suspense>
    </div>
  )
}

type LineProps = ComponentProps<typeof Input> & { readonly hint?: string }

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} hint={hint} />
      <CardBody className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">{children}</CardBody>
    </Card>
  )
}

/** Stays in sight: whether everything is saved, and the button that does it. */
function SaveLine({ profile: { dirty, fresh, saving, failure } }: { readonly profile: ReturnType<typeof useProfile> }) {
  const marked = Object.keys(failure?.fields ?? {}).length > 0
  return (
    <div className="sticky bottom-3 z-10 grid grid-cols-1 gap-3 rounded-lg border border-line bg-surface px-5 py-3 shadow-2">
      <FormFailure failure={failure} />
      <div className="flex min-h-9 flex-wrap items-center gap-3">
        <span role="status" className="mr-auto text-ink-3 text-sm">
          {saving
            ? 'Saving'
            : marked && dirty
              ? 'Not saved: see the marked fields'
              : dirty
                ? fresh
                  ? 'Not saved yet'
                  : 'Unsaved changes'
                : 'All changes saved'}
        </span>
        <Button type="submit" variant="primary" busy={saving} disabled={!dirty}>
          Save profile
        </Button>
      </div>
    </div>
  )
}

/** The profile as it would be if this were saved. */
function saidIn(given: AgentProfile, fields: Fields) {
  const { certifications, years, facebook, instagram, x, linkedin, youtube, tiktok, ...texts } = fields
  return {
    ...given,
    ...texts,
    certifications: [...linesOf(certifications)],
    years: years.trim() === '' ? null : Number(years),
    social: { facebook, instagram, x, linkedin, youtube, tiktok },
  }
}
