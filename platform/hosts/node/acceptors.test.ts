import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { systemClock, systemRandom } from '../../clock/index.ts'
import { StartError } from '../../config/index.ts'
import { canShare } from './acceptors.ts'
import { type ServiceHost, serviceHost } from './service-host.ts'
import { memoryLog } from './testing/log.ts'

const open: ServiceHost[] = []
afterEach(async () => {
  for (const host of open.splice(0)) await host.drain(0)
})

function newHost(): ServiceHost {
  const verifyServiceToken = () => ({ user: null, service: 'gateway' })
  const host = serviceHost({
    ...{ plans: [], verifyServiceToken },
    ...{ clock: systemClock, random: systemRandom, log: memoryLog() },
  })
  open.push(host)
  return host
}

test.skipIf(!(await canShare()))('a process whose turns take long lets in many connections in each', async () => {
  const host = newHost()
  const { port } = await host.listen(0, '127.0.0.1')
  const clients = Array.from({ length: COUNT }, () => connect(port, '127.0.0.1'))
  await Promise.all(clients.map((client) => once(client, 'connect')))
  // The kernel has all of them; how many turns of the event loop does the process need to take them in?
  let turns = 0
  const before = host.connections
  while (host.connections < COUNT) {
    turns++
    await new Promise(setImmediate)
  }
  expect(turns).toBeLessThanOrEqual((COUNT - before) / 2)
  for (const client of clients) client.destroy()
})

test('a port that another process listens on is refused, and not shared with it', async () => {
  const { port } = await newHost().listen(0, '127.0.0.1')
  const second = newHost().listen(port, '127.0.0.1')
  await expect(second).rejects.toBeInstanceOf(StartError)
  await expect(second).rejects.toThrow(`Port ${port} is taken`)
})

test('stopping ends connections that came through any of the sockets', async () => {
  const host = newHost()
  const { port } = await host.listen(0, '127.0.0.1')
  const clients = Array.from({ length: COUNT }, () => connect(port, '127.0.0.1'))
  const closed = clients.map((client) => once(client, 'close'))
  await expect.poll(() => host.connections).toBe(COUNT)
  await host.drain(1_000)
  await Promise.all(closed)
  await expect.poll(() => host.connections).toBe(0)
})

const COUNT = 64
