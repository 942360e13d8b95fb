import { process, topology } from 'banyan/topology'

/** Everything in one process. */
export default topology({ places: { all: process('*') } })
