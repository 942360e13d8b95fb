import type { ServiceContext, ShapeOf } from 'banyan/service'
import type { AuthConfig } from './config.ts'
import type { auth } from './contract.ts'
import type { Resources } from './resources.ts'
import type { Tables } from './store/tables.ts'

export type Auth = ShapeOf<typeof auth, { tables: Tables; config: AuthConfig; resources: Resources }>

/** What the parts of this service need of a context, whichever operation it is of. */
export type AuthContext = Pick<ServiceContext<Auth>, 'clock' | 'random' | 'id' | 'emit' | 'frame' | 'log' | 'tx' | 'db'>
