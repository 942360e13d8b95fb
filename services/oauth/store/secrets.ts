import * as z from 'zod'

/** What is sealed of a connection. */
export interface Secrets {
  readonly access: string
  readonly refresh: string | undefined
}

const Stored = z.object({ access: z.string(), refresh: z.string().optional() })

export const encodeSecrets = ({ access, refresh }: Secrets): string => JSON.stringify({ access, refresh })

export function decodeSecrets(text: string): Secrets {
  const { access, refresh } = Stored.parse(JSON.parse(text))
  return { access, refresh }
}
