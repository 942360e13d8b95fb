import { PageHeader } from '@banyan/ui/page-header'
import type { Metadata } from 'next'
import { Link } from '../../../../components/link.tsx'
import { SocialEditor, TextEditor } from '../../../../features/library/parts.tsx'
import { postLimits } from '../../../../features/social/limits.ts'
import { currentAccount } from '../../../../lib/account.ts'
import { NOTE, SOCIAL } from '../../../../lib/library/document.ts'

export const metadata: Metadata = { title: 'New entry' }

const EMPTY = { posts: { facebook: '', instagram: '', twitter: '', linkedin: '' } }

export default async function NewEntryPage({ searchParams }: PageProps<'/saved/new'>) {
  const [{ type, project }, account] = await Promise.all([searchParams, currentAccount()])
  const social = type === SOCIAL
  return (
    <>
      <PageHeader
        over={
          <Link href="/saved" className="hover:text-ink hover:underline">
            Library
          </Link>
        }
        title={social ? 'New posts' : 'New note'}
        lead={social ? 'Written by you; each preview shows how much room is left.' : 'Written by you, in Markdown.'}
      />
      {social ? (
        <SocialEditor held={undefined} title="" social={EMPTY} limits={postLimits} author={account.name} />
      ) : (
        <TextEditor type={NOTE} projectId={typeof project === 'string' ? project : undefined} />
      )}
    </>
  )
}
