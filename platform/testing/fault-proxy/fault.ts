/** What a network does to the connections through a proxy, from now on and until it is healed. */
export type NetworkFault =
  /** Every chunk is late by `ms`, and by up to `jitter` ms more. The order stays. */
  | { readonly kind: 'delay'; readonly ms: number; readonly jitter?: number }
  /**
   * Connections are reset: each that is open, or only a `share` of them, at once; or each, once `after` more bytes have
   * gone through it, in both directions together. New ones come through unharmed, unless they carry `after` bytes.
   */
  | { readonly kind: 'cut'; readonly after?: number; readonly share?: number }
  /** Open connections are reset, and new ones as soon as they are there. */
  | { readonly kind: 'refuse' }
  /** Nothing comes through, and nobody is told. What was sent arrives after the healing, as it does with TCP. */
  | { readonly kind: 'blackHole' }
  /** Bytes a second, for each direction of each connection. */
  | { readonly kind: 'throttle'; readonly rate: number }
  /** Each open connection is ended towards the client, while the target still gets what the client sends. */
  | { readonly kind: 'halfClose' }
