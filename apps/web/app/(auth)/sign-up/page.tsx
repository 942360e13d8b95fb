import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountForm } from '../../../features/account/account-form.tsx'
import { signUp } from '../../../features/account/actions.ts'

export const metadata: Metadata = { title: 'Create account' }

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const { next } = await searchParams
  const after = typeof next === 'string' ? next : undefined
  return (
    <>
      <h1 className="text-2xl">Create your account</h1>
      <p className="mt-1 mb-6 text-ink-2">
        Already have one?{' '}
        <Link
          href={{ pathname: '/sign-in', query: after ? { next: after } : {} }}
          className="font-medium text-accent underline underline-offset-2"
        >
          Sign in
        </Link>
      </p>
      <AccountForm action={signUp} create next={after} />
    </>
  )
}
