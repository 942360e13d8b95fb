import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startServices } from '../platform/testing/start.ts'
import { services } from '../topologies/services.ts'

const root = new URL('../', import.meta.url)

it('the tour of the README works, command by command', async () => {
  await using app = await startServices({ services })
  const readme = await readFile(new URL('README.md', root), 'utf8')
  const tour = readme.slice(readme.indexOf('## A tour'), readme.indexOf('## Real models'))
  const commands = [...tour.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, text = '']) => text)
  // The second port is the operators', which only the whole program opens; its own tests look at it.
  const script = commands
    .join('\n')
    .replaceAll('localhost:3000', new URL(app.baseUrl).host)
    .replaceAll('npx --no node', process.execPath)
    .replaceAll('curl -s', 'curl -sS')
    .replace(/^.*localhost:3001.*$/m, '')
  expect(commands.length).toBeGreaterThan(7)

  const dir = await mkdtemp(join(tmpdir(), 'banyan-tour-'))
  try {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: dir })
    expect(stdout).toContain('"status":"pending"')
    expect(stdout).toContain('event: done')
    expect(stdout).toContain('"keyFindings"')
    expect(stdout).toContain('"code":"invalid"')
    expect(stdout).toContain('"linkedin"')
    expect(stdout).toContain('201 Created')
    expect(stdout).toContain('"openapi":"3.1.0"')
    expect(stdout).toContain('"healthy":true')
  } finally {
    await rm(dir, { recursive: true })
  }
})
