import * as z from 'zod'
import { type Duration, ms } from '../contract/duration.ts'

/** A length of time as milliseconds, written with its unit: `AI_TIMEOUT: duration().prefault('30s')`. */
export function duration(): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/)
    .transform((text) => ms(text as Duration)) // The pattern is the type.
    .meta({ expected: 'a length of time such as 250ms, 30s, 5m or 1h' })
}
