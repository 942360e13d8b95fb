import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { ModelsSection } from '../../../features/settings/models-section.tsx'
import { PreferencesForm } from '../../../features/settings/preferences-form.tsx'
import { ProfileForm } from '../../../features/settings/profile-form.tsx'
import { Section } from '../../../features/settings/section.tsx'
import { SessionsSection } from '../../../features/settings/sessions-section.tsx'
import { UsageSection } from '../../../features/settings/usage-section.tsx'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { SettingsHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const [profile, settings, sessions, known, usage] = await Promise.all([
    load(api.users.profile({}), '/settings'),
    load(api.users.settings({}), '/settings'),
    load(api.auth.sessions({}), '/settings'),
    load(api.ai.models({}), '/settings'),
    load(api.ai.usage({ days: 30 }), '/settings'),
  ])
  return (
    <>
      <SettingsHeading />
      <div className="grid grid-cols-1 gap-5">
        <Section id="profile" title="Profile" hint="Your name appears in the previews of posts.">
          {profile.ok ? <ProfileForm profile={profile.value} /> : <Failed failure={profile.failure} />}
        </Section>
        <Section id="preferences" title="Preferences" hint="They follow you to every device where you sign in.">
          {settings.ok ? <PreferencesForm settings={settings.value} /> : <Failed failure={settings.failure} />}
        </Section>
        <Section id="models" title="Models" hint="Asked in this order, until one answers.">
          {known.ok ? <ModelsSection models={known.value} /> : <Failed failure={known.failure} />}
        </Section>
        <Section
          id="usage"
          title="Usage"
          hint="Your calls of the last 30 days. Failed calls are charged by providers, too."
        >
          {usage.ok ? <UsageSection usage={usage.value} /> : <Failed failure={usage.failure} />}
        </Section>
        <Section id="sessions" title="Sessions" hint="Where your account is signed in.">
          {sessions.ok ? <SessionsSection sessions={sessions.value} /> : <Failed failure={sessions.failure} />}
        </Section>
      </div>
    </>
  )
}
