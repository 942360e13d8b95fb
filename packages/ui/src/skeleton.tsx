import { clsx } from 'clsx'

/** The shape of something that is on its way. Give it the size of what will stand there, so that nothing moves. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={clsx('block animate-shimmer rounded-md bg-hover', className)} />
}

/** Says to assistive technology that a part of the page is loading, around its skeletons. */
export function Loading({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  )
}
