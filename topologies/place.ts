// One place of a topology as a process of its own. `topologies/start.ts` starts these, and tells each what it runs.
import { servePlace } from 'banyan/topology'
import { services } from './services.ts'

await servePlace({ services })
