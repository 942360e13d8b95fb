import type { Adapter, AdapterPayload } from 'oidc-provider'

/** What the provider keeps, in memory and in whole: the library's own storage forgets after a thousand entries. */
export class Storage {
  readonly #entries = new Map<string, AdapterPayload>()

  /** The part of it for one kind of thing: `RefreshToken`. */
  readonly of = (kind: string): Adapter => {
    const keyOf = (id: string) => `${kind}:${id}`
    const find = (wanted: (payload: AdapterPayload) => boolean) =>
      [...this.#entries].find(([key, payload]) => key.startsWith(`${kind}:`) && wanted(payload))?.[1]
    return {
      upsert: async (id, payload) => void this.#entries.set(keyOf(id), payload),
      find: async (id) => this.#entries.get(keyOf(id)),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (code) => find((payload) => payload.userCode === code),
      consume: async (id) => {
        const payload = this.#entries.get(keyOf(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void this.#entries.delete(keyOf(id)),
      revokeByGrantId: async (grant) => this.#remove(({ grantId }) => grantId === grant),
    }
  }

  /** All that an account has granted, as if its owner had taken it back on the provider's own pages. */
  takeBack(accountId: string): void {
    const grants = [...this.#entries]
      .filter(([key, payload]) => key.startsWith('Grant:') && payload.accountId === accountId)
      .map(([key]) => key.slice('Grant:'.length))
    for (const grant of grants) {
      this.#entries.delete(`Grant:${grant}`)
      this.#remove(({ grantId }) => grantId === grant)
    }
    this.#remove(({ kind, accountId: whose }) => kind === 'Session' && whose === accountId)
  }

  #remove(unwanted: (payload: AdapterPayload) => boolean): void {
    for (const [key, payload] of this.#entries) if (unwanted(payload)) this.#entries.delete(key)
  }
}
