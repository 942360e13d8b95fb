import { buttonClass } from '@banyan/ui/button'
import Link from 'next/link'
import { ThemeMenu } from '../../components/shell/theme-menu.tsx'
import { Wordmark } from '../../components/shell/wordmark.tsx'

export function SiteHeader() {
  return (
    <header className="border-line border-b">
      <div className="mx-auto flex h-15 max-w-6xl items-center gap-1 px-4 sm:gap-2 sm:px-6">
        <Link href="/" className="mr-auto rounded-md">
          <Wordmark />
        </Link>
        <a href="/docs" className={`${buttonClass({ variant: 'ghost' })} max-sm:hidden`}>
          API docs
        </a>
        <ThemeMenu keep={false} />
        <Link href="/sign-in" prefetch={false} className={buttonClass({ variant: 'ghost' })}>
          Sign in
        </Link>
        <Link href="/sign-up" prefetch={false} className={buttonClass({ variant: 'primary' })}>
          Sign up
        </Link>
      </div>
    </header>
  )
}
