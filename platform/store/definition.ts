/** Where a service's migrations are; the type of its tables travels along. */
export interface StoreDefinition<Tables> {
  readonly migrations: URL
  /** Only a type: no value is ever read from it. */
  readonly tables?: Tables
}

/** The tables of a service: `store: tables<Tables>(new URL('./migrations/', import.meta.url))`. */
export const tables = <Tables>(migrations: URL): StoreDefinition<Tables> => ({ migrations })
