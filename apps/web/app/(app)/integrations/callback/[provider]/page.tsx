import { buttonClass } from '@banyan/ui/button'
import { Notice } from '@banyan/ui/notice'
import { PageHeader } from '@banyan/ui/page-header'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Link } from '../../../../../components/link.tsx'
import { ConnectButton } from '../../../../../features/integrations/connect-button.tsx'
import { FinishConnecting } from '../../../../../features/integrations/finish-connecting.tsx'
import { api } from '../../../../../lib/api.ts'
import { load } from '../../../../../lib/session/guard.ts'

export const metadata: Metadata = { title: 'Connecting', robots: { index: false } }

export default async function CallbackPage({ params, searchParams }: PageProps<'/integrations/callback/[provider]'>) {
  const [{ provider }, given, connections] = await Promise.all([
    params,
    searchParams,
    load(api.oauth.connections({}), '/integrations'),
  ])
  const known = connections.ok ? connections.value.find((each) => each.provider === provider) : undefined
  if (connections.ok && !known) notFound()
  const name = known?.name ?? 'The account'
  const { code = '', state = '', iss = '', error } = given
  const texts = { code: String(code), state: String(state), iss: String(iss) }
  return (
    <>
      <PageHeader
        over={
          <Link href="/integrations" className="hover:text-ink hover:underline">
            Integrations
          </Link>
        }
        title={name}
      />
      {error !== undefined || texts.code === '' ? (
        <Notice
          tone="warn"
          title={`${name} was not connected`}
          actions={
            <>
              <ConnectButton provider={provider} name={name} />
              <Link href="/integrations" className={buttonClass({ variant: 'ghost' })}>
                Back to integrations
              </Link>
            </>
          }
        >
          {error === 'access_denied'
            ? 'You did not allow it there. Nothing was changed.'
            : 'The provider sent no code back.'}
        </Notice>
      ) : (
        <FinishConnecting returned={{ provider, ...texts }} name={name} />
      )}
    </>
  )
}
