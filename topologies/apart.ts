import { process, topology } from 'banyan/topology'

/** As far apart as it goes: each service in a process of its own, and a front that has none. */
export default topology({
  places: {
    front: process([]),
    auth: process(['auth']),
    users: process(['users']),
    search: process(['search']),
    ai: process(['ai']),
    content: process(['content']),
    oauth: process(['oauth']),
  },
})
