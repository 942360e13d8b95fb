import { settle } from 'banyan/contract'

/** The code of the failure of a call; undefined where it went well. */
export async function codeOf(answer: Promise<unknown>): Promise<string | undefined> {
  const settled = await settle<unknown, string>(answer)
  return settled.ok ? undefined : settled.error.code
}
