// The services of the place that this process is told to be. `start.ts` starts such processes.
import { servePlace } from 'banyan/topology'
import { services } from './services.ts'

await servePlace({ services })
