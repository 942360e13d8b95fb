// `npm start`: all of it in one process, with the web as its child, on one port.
import { start } from 'banyan/topology'
import { identity, services } from './services.ts'
import { web } from './web.ts'

await start({
  services,
  identity,
  web,
  env: (given) => ({
    ...given,
    NODE_ENV: given.NODE_ENV || 'production',
    // A demo account is for trying it out: never by itself on a database that somebody brought.
    BANYAN_DEMO: given.BANYAN_DEMO || (given.DATABASE_URL ? 'off' : 'on'),
  }),
})
