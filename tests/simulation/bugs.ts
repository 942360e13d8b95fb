import type { Sabotage } from 'banyan/testing/world'

/** Bugs that such systems have. Each changes what passes through the ports; the shipping code knows nothing of it. */
export const bugs: readonly Sabotage[] = []
