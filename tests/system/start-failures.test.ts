import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../platform/testing/database.ts'
import { ownServer } from '../../platform/testing/servers.ts'
import { lookInside } from './inside.ts'
import { launch, newFolder, startSystem, usedData } from './process.ts'
import { refusedStart, STACK } from './refused.ts'

// Each starts the program, some of them several times.
vi.setConfig({ testTimeout: 90_000 })

const run = promisify(execFile)
const root = process.getuid?.() === 0

describe('the settings', () => {
  test('all that are wrong or unknown are named at once, and no secret is shown', async () => {
    const env = {
      ADMIN_PORT: 'http',
      DATABASE_URL: 'mysql://banyan:hunter2@db.example.org/banyan',
      SERVICE_JWT_SECRET: 'too-short-hunter3',
      PUBLIC_URL: 'banyan.example.org',
      AI_OFFLINE_PACE_MS: '-1',
      BANYAN_DTA: '/tmp',
      BANYAN_COLOUR: 'green',
      OPENAI_API_KY: 'sk-hunter4',
    }
    const message = `The configuration has 8 problems:
  ADMIN_PORT: "http" is refused. Write a whole number from 0 to 65535.
  DATABASE_URL: its value (not shown) is refused. Write postgres://user:password@host:5432/database.
  SERVICE_JWT_SECRET: its value (not shown) is refused. Write a secret of at least 32 characters.
  PUBLIC_URL: "banyan.example.org" is refused. Write a URL such as https://example.org.
  AI_OFFLINE_PACE_MS: "-1" is refused. Write a whole number from 0 to 60000.
  BANYAN_DTA: there is no such setting. Did you mean BANYAN_DATA?
  BANYAN_COLOUR: there is no such setting. Remove it, or see docs/configuration.md for those there are.
  OPENAI_API_KY: there is no such setting. Did you mean OPENAI_API_KEY?`
    const program = await refusedStart({ data: await newFolder(), env }, message)
    expect(program.errors() + program.lines.join()).not.toMatch(/hunter/)
  })

  test('a demo account in a database that somebody brought, in production', async () => {
    const env = { BANYAN_DEMO: 'on', DATABASE_URL: 'postgres://banyan@127.0.0.1:1/banyan' }
    await refusedStart(
      { data: await newFolder(), env },
      /The configuration has a problem:\n {2}BANYAN_DEMO: "on" is refused\. In production no demo account .*/,
    )
  })
})

describe('DATABASE_URL', () => {
  const own = (change: (url: URL) => void): string => {
    const url = new URL(ownServer().url ?? '')
    change(url)
    return url.href
  }

  test.for<readonly [string, () => string, RegExp]>([
    [
      'that is no URL',
      () => 'postgres://banyan:hunter2/secret@host:port/x',
      /DATABASE_URL is not of the form postgres:.*/s,
    ],
    [
      'where nothing listens',
      () => 'postgres://banyan:hunter2@127.0.0.1:1/banyan',
      /Cannot use the database at 127\.0\.0\.1:1\/banyan: connect ECONNREFUSED .*Start the server, or correct .*/,
    ],
    [
      'with a wrong password',
      () => own((url) => Object.assign(url, { password: 'hunter2' })),
      /Cannot use the database at .*: password authentication failed .*Correct the user or the password in DATABASE_URL\./,
    ],
    [
      'of a database that is not there',
      () => own((url) => Object.assign(url, { pathname: '/nowhere' })),
      /Cannot use the database at .*: database "nowhere" does not exist\. Create the database, or correct its name .*/,
    ],
  ])('%s', async ([, url, message]) => {
    const program = await refusedStart({ data: await newFolder(), env: { DATABASE_URL: url() } }, message)
    expect(program.errors()).not.toContain('hunter2')
  })
})

describe('a port that is taken', () => {
  const taken = async (host?: string) => {
    const server = createServer().listen({ port: 0, ...(host !== undefined && { host }) })
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  test('PORT, before a demo account is made whose password is told only once', async () => {
    const [data, port] = [await newFolder(), await taken()]
    const message = `Port ${port} is taken; set PORT to another one, or stop what listens there.`
    const program = await refusedStart({ data, port }, message)
    expect(program.lines.join()).not.toContain('password')
    const next = await startSystem({ data })
    expect(next.lines.join()).toContain('Demo account: ')
  })

  test('ADMIN_PORT', async () => {
    const port = await taken('127.0.0.1')
    await refusedStart(
      { data: await usedData(), env: { ADMIN_PORT: String(port) } },
      `Port ${port} is taken; set ADMIN_PORT to another one, or stop what listens there.`,
    )
  })
})

describe('the data', () => {
  test('that another start works on: its process is named, and goes on unharmed', async () => {
    const data = await newFolder()
    const first = await startSystem({ data })
    await refusedStart(
      { data },
      `Another banyan (process ${first.pid}) uses ${data}/postgres. Stop it first, or set BANYAN_DATA to another folder.`,
    )
    expect((await fetch(`${first.baseUrl}/health/ready`)).status).toBe(200)
    expect(await first.stop()).toBe(0)
  })

  test.for([
    ['without its version', (postgres: string) => rm(join(postgres, 'PG_VERSION')), /.* is damaged: PG_VERSION .*/],
    [
      'with a scrambled control file',
      (postgres: string) => writeFile(join(postgres, 'global/pg_control'), 'x'.repeat(8192)),
      /The data directory .* is damaged: .* Restore it from a backup; .*/,
    ],
    [
      'of a newer PostgreSQL',
      (postgres: string) => writeFile(join(postgres, 'PG_VERSION'), '19\n'),
      /The data in .* was made by PostgreSQL 19, and this is PostgreSQL 18\. Start the version .*/,
    ],
    [
      'with a secret that was cut off',
      (postgres: string) => writeFile(join(postgres, '../auth-secret'), 'short'),
      /The secret in .*auth-secret is too short\. Remove the file to get a new one\./,
    ],
  ] as const)('%s', async ([, damage, message]) => {
    const data = await usedData()
    await damage(join(data, 'postgres'))
    await refusedStart({ data }, message)
  })

  test('of a newer version of the platform or of a service', async () => {
    const data = await newFolder()
    const program = await startSystem({ data })
    {
      await using inside = await lookInside(data)
      await inside.query(`insert into banyan.migrations values ('content', 999, 'future', '', '2030-01-01')`)
    }
    await program.stop()
    await refusedStart({ data }, /The database has migration 999 \(future\) of "content", .*Start that version, or .*/)
  })

  test('in a place below a file', async () => {
    const file = join(await newFolder(), 'file')
    await writeFile(file, '')
    await refusedStart({ data: join(file, 'data') }, /.*ENOTDIR.*/)
  })

  test('in a folder that nobody may write to', async ({ skip }) => {
    const folder = await newFolder()
    if (root) {
      // For root every folder is writable, unless its file system is not.
      if (!(await mounted(folder, 'ro'))) skip('nothing can be mounted here')
    } else await chmod(folder, 0o555)
    const data = join(folder, 'data')
    await refusedStart({ data }, /.*(EROFS|EACCES).*/)
    // The secrets are kept there also where the database is elsewhere.
    await using elsewhere = await testDatabase()
    await refusedStart(
      { data, env: { DATABASE_URL: elsewhere.url } },
      /Cannot keep a secret in .*: (EROFS|EACCES|ENOENT).* set BANYAN_DATA to another folder\./,
    )
  })
})

describe('a disk that is full', () => {
  test('is named when it fills up in a first start, at whatever point', async ({ skip }) => {
    const starts: string[] = []
    for (const size of ['8m', '38m', '39m', '40m', '200m']) {
      const disk = await newFolder()
      if (!(await mounted(disk, `size=${size}`))) skip('nothing can be mounted here')
      const program = await launch({ data: join(disk, 'data') })
      const code = await Promise.race([program.exited, program.ready.then(() => 'ready')])
      if (code !== 'ready') {
        expect(program.errors().trim()).toMatch(
          /^(The disk that holds \S+ is full|A disk is full: .*)\. Make room and start again\.$/,
        )
        expect(code).toBe(1)
        expect(program.lines.join('\n')).not.toMatch(STACK)
      }
      starts.push(code === 'ready' ? 'ready' : 'full')
      await program.kill('SIGKILL')
    }
    expect(starts.at(0)).toBe('full')
    expect(starts.at(-1)).toBe('ready')
  })

  test('is named when there is data already, and the data is whole when there is room again', async ({ skip }) => {
    const disk = await newFolder()
    if (!(await mounted(disk, 'size=200m'))) skip('nothing can be mounted here')
    const data = join(disk, 'data')
    await mkdir(data)
    await run('cp', ['-a', `${await usedData()}/.`, data])
    const filler = join(disk, 'filler')
    await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => {})
    await refusedStart({ data }, /The disk that holds .* is full\. Make room and start again\./)
    await rm(filler)
    await startSystem({ data })
  })
})

/** Mounts an empty file system in memory; false where this machine does not let us. */
async function mounted(folder: string, options: string): Promise<boolean> {
  if (process.platform !== 'linux' || !root) return false
  const done = await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).then(
    () => true,
    () => false,
  )
  if (done) onTestFinished(() => run('umount', ['-l', folder]).then(() => {}))
  return done
}
