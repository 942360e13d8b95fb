import { process, topology, worker } from 'banyan/topology'

/** Several processes on one machine: models that are slow or heavy leave the rest alone, and there are two of them. */
export default topology({
  places: {
    front: process(['auth', 'users']),
    models: worker(['ai'], { replicas: 2 }),
    rest: process('*'),
  },
})
