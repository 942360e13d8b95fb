/** How patient the server is with a client, in milliseconds unless it says otherwise. */
export interface ServerSettings {
  /** Until the last header has come. Default 10 000. */
  readonly headersTimeout: number
  /** Until the last byte of the body has come. Default 60 000. */
  readonly requestTimeout: number
  /** How long an idle connection is kept for the next request. Longer than balancers keep theirs (60 s). Default 75 000. */
  readonly keepAliveTimeout: number
  /** How long a connection may carry no byte in either direction while it waits for an answer. Default 120 000. */
  readonly idleTimeout: number
  /** How often the timeouts above are looked at. Default 1 000. */
  readonly checkInterval: number
  /** Bytes of the request line and all headers. Default 16 384. */
  readonly maxHeaderSize: number
  /** Requests on one connection before it is closed. Default 10 000. */
  readonly maxRequestsPerConnection: number
  /** Connections at once; more are refused. Default 10 000. */
  readonly maxConnections: number
  /** Bytes of a JSON body. Default 1 048 576. */
  readonly bodyLimit: number
}

export const defaultSettings: ServerSettings = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 75_000,
  idleTimeout: 120_000,
  checkInterval: 1_000,
  maxHeaderSize: 16_384,
  maxRequestsPerConnection: 10_000,
  maxConnections: 10_000,
  bodyLimit: 1_048_576,
}
