'use client'
import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEventHandler } from 'react'

export type LinkProps = Omit<ComponentProps<typeof NextLink>, 'onClick'> & {
  readonly onClick?: MouseEventHandler<HTMLAnchorElement> | undefined
}

/**
 * A link within the app. The page behind it is fetched ahead when the pointer or the focus comes near, rather than for
 * every link in sight: a list of twenty rows would ask for twenty pages.
 */
export function Link({ href, onClick, ...rest }: LinkProps) {
  const router = useRouter()
  const near = () => {
    if (typeof href === 'string') router.prefetch(href as Parameters<typeof router.prefetch>[0])
  }
  return (
    <NextLink
      href={href}
      prefetch={false}
      onPointerEnter={near}
      onFocus={near}
      {...rest}
      {...(onClick && { onClick })}
    />
  )
}
