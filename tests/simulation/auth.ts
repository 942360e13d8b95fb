import { Secret } from 'banyan/config'
import type { OpenContext, Service } from 'banyan/service'
import { createSigningKeys } from '../../services/auth/keys/signing-keys.ts'
import type { Resources } from '../../services/auth/resources.ts'
import { createSeal } from '../../services/auth/seal.ts'
import shipped from '../../services/auth/service.ts'
import type { Auth } from '../../services/auth/shape.ts'

/** The service as it ships, but for hashing passwords, which happens on threads that no simulation owns. */
export const authService: Service = {
  ...shipped,
  definition: {
    ...shipped.definition,
    open: (ctx: OpenContext<Auth>): Omit<Resources, 'passwords' | 'accessTokens'> => ({
      admins: new Set(),
      keys: createSigningKeys(ctx, createSeal(new Secret('s'.repeat(32)), 'signing-keys', ctx.random)),
    }),
  },
}
