import type { ServiceContext } from 'banyan/service'
import type { Content } from '../shape.ts'

/** Into what a file is taken. */
export interface Into {
  readonly user: string
  readonly now: Date
  /** Whether what differs takes the place of what is here, which is then kept as a version. */
  readonly replace: boolean
  readonly emit: ServiceContext<Content>['emit']
}
