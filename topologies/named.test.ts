import { layOut } from 'banyan/topology'
import { expect, test } from 'vitest'
import { topologyNamed, topologyNames } from './named.ts'
import { services } from './services.ts'

test('the topologies are told from the programs beside them', () => {
  expect(topologyNames()).toEqual(['apart', 'local', 'split'])
})

test.each(topologyNames())('%s holds: each service has its place', async (name) => {
  const { front, others } = layOut(await topologyNamed(name), services)
  const placed = new Set([front, ...others].flatMap((each) => each.services))
  expect([...placed].sort()).toEqual([...services.map(({ contract }) => contract.name), 'jobs'].sort())
})

test('a name that is none is answered with those there are', async () => {
  await expect(topologyNamed('../start')).rejects.toThrow(
    'There is no topology "../start" in topologies/. There are: apart, local, split.',
  )
})
