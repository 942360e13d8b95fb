import { pino } from 'pino'
import { expect, test } from 'vitest'
import { systemClock, systemRandom } from '../clock/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { patience } from './fixture/lab.ts'
import { Wake } from './wake.ts'

function listening(database: TestDatabase): { wake: Wake; heard: (string | undefined)[] } {
  const wake = new Wake({
    database,
    clock: systemClock,
    random: systemRandom,
    log: pino({ level: 'silent' }),
    every: 1,
  })
  const heard: (string | undefined)[] = []
  wake.on('job', (key) => heard.push(key))
  wake.start()
  return { wake, heard }
}

test('a message reaches this process at once, and the others once, if it is meant for them', async () => {
  await using database = await testDatabase()
  const [here, there] = [listening(database), listening(database)]
  // Whoever begins to listen looks at everything once.
  await expect.poll(() => [here.heard, there.heard], patience).toEqual([[undefined], [undefined]])
  here.wake.tell('job', 'a', 'here')
  here.wake.tell('job', 'b', 'everywhere')
  expect(here.heard).toEqual([undefined, 'a', 'b'])
  await expect.poll(() => there.heard, patience).toEqual([undefined, 'b'])
  there.wake.tell('job', 'c', 'everywhere')
  await expect.poll(() => here.heard, patience).toEqual([undefined, 'a', 'b', 'c'])
  expect(there.heard).toEqual([undefined, 'b', 'c'])
  await Promise.all([here.wake.stop(), there.wake.stop()])
})

test('more messages than fit become one that says to look at everything', async () => {
  await using database = await testDatabase()
  const [here, there] = [listening(database), listening(database)]
  await expect.poll(() => there.heard, patience).toEqual([undefined])
  for (let n = 0; n < 1_000; n++) here.wake.tell('job', systemRandom.id(), 'everywhere')
  await expect.poll(() => there.heard, patience).toEqual([undefined, undefined])
  await Promise.all([here.wake.stop(), there.wake.stop()])
})

test('a lost connection is made again, and then everything is looked at', async () => {
  await using database = await testDatabase()
  const [here, there] = [listening(database), listening(database)]
  await expect.poll(() => [here.heard, there.heard], patience).toEqual([[undefined], [undefined]])
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where query like 'listen%' and datname = current_database()`,
  )
  await expect.poll(() => there.heard, patience).toEqual([undefined, undefined])
  await expect.poll(() => here.heard, patience).toEqual([undefined, undefined])
  here.wake.tell('job', 'again', 'everywhere')
  await expect.poll(() => there.heard, patience).toEqual([undefined, undefined, 'again'])
  await Promise.all([here.wake.stop(), there.wake.stop()])
})
