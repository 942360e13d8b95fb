import type { Counted } from './crew.ts'

/** `10000 seeds, 0 violations, 61 seeds/s, hash 9f3a...` */
export const summary = ({ seeds, violations, perSecond, hash }: Counted): string =>
  `${seeds} seeds, ${violations} violations, ${Math.round(perSecond)} seeds/s, hash ${hash}`
