import { buttonClass } from '@banyan/ui/button'
import Link from 'next/link'

export function Start() {
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-x-14 gap-y-8 px-4 py-16 sm:px-6 lg:grid-cols-2">
      <div>
        <h2 className="text-2xl">Two commands, one port</h2>
        <p className="mt-3 max-w-[54ch] text-ink-2">
          Everything starts from a checkout: gateway, services, database, job engine and this site. The first start
          builds the web once; afterwards it is a matter of seconds.
        </p>
        <p className="mt-6">
          <Link href="/sign-up" prefetch={false} className={buttonClass({ variant: 'primary', size: 'lg' })}>
            Create an account
          </Link>
        </p>
      </div>
      <pre className="overflow-x-auto rounded-lg border border-line bg-surface px-5 py-4 font-mono text-sm leading-relaxed shadow-1">
        <code>
          <span className="text-ink-3 select-none">$ </span>npm install{'\n'}
          <span className="text-ink-3 select-none">$ </span>npm start{'\n'}
          <span className="text-ink-3">{'  open http://localhost:3000'}</span>
        </code>
      </pre>
    </section>
  )
}
