import { buttonClass } from '@banyan/ui/button'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { Banyan } from './banyan.tsx'
import { Peek } from './peek.tsx'

export function Hero() {
  return (
    <section className="relative overflow-hidden border-line border-b bg-sunken">
      <Banyan fade="left" className="absolute inset-y-0 right-0 hidden w-[62%] opacity-50 lg:block" />
      <div className="relative mx-auto grid max-w-6xl items-center gap-x-14 gap-y-12 px-4 py-14 sm:px-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:py-20">
        <div>
          <h1 className="text-3xl sm:text-4xl">One app today. Many services when you need them.</h1>
          <p className="mt-5 max-w-[56ch] text-ink-2 text-lg">
            Banyan takes over a Next.js monolith route by route. Services are written once and run in one process on a
            laptop or in many on many machines. Only a topology file changes.
          </p>
          <p className="mt-3 max-w-[56ch] text-ink-2 text-lg">
            What runs on it here is a real product: a research agent that shows its sources, posts for four channels,
            and a library that keeps what you make.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link href="/sign-up" prefetch={false} className={buttonClass({ variant: 'primary', size: 'lg' })}>
              Try it: create an account
              <ArrowRight aria-hidden className="size-4" />
            </Link>
            <a href="/docs" className={buttonClass({ size: 'lg' })}>
              Read the API docs
            </a>
          </div>
        </div>
        <Peek />
      </div>
    </section>
  )
}
