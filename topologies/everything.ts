// All of it on one port, with the web as its child. `npm start -- --topology split`: in several processes.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { StartError } from 'banyan/config'
import { start } from 'banyan/topology'
import { topologyNamed } from './named.ts'
import { identity, services } from './services.ts'
import { web } from './web.ts'

await start({
  services,
  identity,
  web,
  topology: topologyNamed,
  placeProgram: fileURLToPath(new URL('./place.ts', import.meta.url)),
  env: (given) => ({
    ...given,
    NODE_ENV: given.NODE_ENV || 'production',
    BANYAN_TOPOLOGY: topologyArgument() ?? given.BANYAN_TOPOLOGY,
    // A demo account is for trying it out: never by itself on a database that somebody brought.
    BANYAN_DEMO: given.BANYAN_DEMO || (given.DATABASE_URL ? 'off' : 'on'),
  }),
})

function topologyArgument(): string | undefined {
  try {
    return parseArgs({ options: { topology: { type: 'string' } } }).values.topology
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartError(`${reason}\nUse it as: npm start -- --topology split`, { cause })
  }
}
