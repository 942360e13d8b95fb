import * as z from 'zod'
import type { Duration } from '../contract/duration.ts'

/** So many in a window, or no limit. */
export type RateSetting = { readonly max: number; readonly window: Duration } | false

/** A limit written as `600/1m`, or `off`: `GATEWAY_LIMIT_IP: rate().prefault('600/1m')`. */
export function rate(): z.ZodType<RateSetting, string> {
  return z
    .string()
    .regex(/^([1-9]\d{0,8}\/[1-9]\d*(ms|s|m|h|d)|off)$/)
    .transform((text): RateSetting => {
      if (text === 'off') return false
      const [max, window] = text.split('/')
      // The pattern is the type.
      return { max: Number(max), window: window as Duration }
    })
    .meta({ expected: 'a number of requests and a time, such as 600/1m, or off' })
}
