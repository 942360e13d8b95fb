import * as z from 'zod'

/** PostgreSQL keeps any text but one with a null character. */
export const text = z.string().regex(/^[^\0]*$/, 'Leave out the null character')
export const id = z.string().max(100)
/** As PostgreSQL takes it: of whatever version. */
export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
export const ifMatch = z.string().max(1000).optional()
export const cursor = z.string().max(1000).optional()
export const time = z.iso.datetime()
