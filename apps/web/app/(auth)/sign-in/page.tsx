import { Notice } from '@banyan/ui/notice'
import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountForm } from '../../../features/account/account-form.tsx'
import { signIn } from '../../../features/account/actions.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, ended } = await searchParams
  const after = typeof next === 'string' ? next : undefined
  return (
    <>
      <h1 className="text-2xl">Sign in</h1>
      <p className="mt-1 mb-6 text-ink-2">
        New here?{' '}
        <Link
          href={{ pathname: '/sign-up', query: after ? { next: after } : {} }}
          className="font-medium text-accent underline underline-offset-2"
        >
          Create an account
        </Link>
      </p>
      {ended && (
        <Notice className="mb-4" title="Your session has ended">
          Sign in again to go on where you were.
        </Notice>
      )}
      <AccountForm action={signIn} next={after} />
    </>
  )
}
