import type { OpenContext, ServiceContext, ShapeOf } from 'banyan/service'
import type { Config } from './config.ts'
import type { oauth } from './contract.ts'
import type { Resources } from './resources.ts'
import type { Tables } from './store/tables.ts'

export type Oauth = ShapeOf<typeof oauth, { tables: Tables; config: Config; resources: Resources }>
export type OauthContext = ServiceContext<Oauth>
/** What lives as long as the process works in this one: no call's deadline ends it. */
export type Ground = OpenContext<Oauth>
