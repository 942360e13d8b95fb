import type { Service } from 'banyan/service'

/** Counts how often each handler of some services is called, by operation: `ai.models`. */
export function counted(services: readonly Service[]): {
  readonly services: Service[]
  handled(operation: string): number
} {
  const counts = new Map<string, number>()
  const wrapped = services.map(({ contract, definition }): Service => {
    const handle = Object.fromEntries(
      Object.entries(definition.handle).map(([name, handler]) => {
        const operation = `${contract.name}.${name}`
        const counting = (input: never, ctx: never) => {
          counts.set(operation, (counts.get(operation) ?? 0) + 1)
          return handler(input, ctx)
        }
        return [name, counting]
      }),
    )
    return { contract, definition: { ...definition, handle } }
  })
  return { services: wrapped, handled: (operation) => counts.get(operation) ?? 0 }
}
