import { Tone } from '@banyan/ai/contract'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { ProfileEditor } from '../../../features/profile/profile-editor.tsx'
import { currentAccount } from '../../../lib/account.ts'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { ProfileHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Agent profile' }

export default async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const { bio } = await searchParams
  const [profile, account, job] = await Promise.all([
    load(api.content.agentProfile({}), '/profile'),
    currentAccount(),
    typeof bio === 'string' ? load(api.jobs.get({ id: bio }), '/profile') : undefined,
  ])
  const bioJob = job?.ok && job.value.kind === 'ai.generateAgentBio' ? job.value : undefined
  return (
    <>
      <ProfileHeading />
      {profile.ok ? (
        <ProfileEditor
          profile={profile.value}
          accountName={account.email ? account.name : ''}
          tones={Tone.options}
          bioJob={bioJob}
        />
      ) : (
        <Failed failure={profile.failure} />
      )}
    </>
  )
}
