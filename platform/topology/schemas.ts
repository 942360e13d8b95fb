import type { Schemas } from '../config/index.ts'
import type { Service } from '../service/index.ts'

/** The settings that services declare, by service. */
export const schemasOf = (services: readonly Service[]): Schemas =>
  Object.fromEntries(
    services.flatMap(({ contract, definition }) => (definition.config ? [[contract.name, definition.config]] : [])),
  )
