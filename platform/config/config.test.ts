import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { ConfigError, describeConfig, duration, environment, family, loadConfig, Secret, secret } from './index.ts'

const ai = z.object({
  AI_MODELS: z.array(z.string()).optional(),
  AI_TIMEOUT: duration().prefault('30s'),
  AI_ATTEMPTS: z.int().min(1).max(9).default(3),
  AI_RATIO: z.number().optional(),
  AI_PRICES: z.record(z.string(), z.number()).optional(),
  AI_SIGNED: z.boolean().default(false),
  OPENAI_API_KEY: secret().optional(),
})

const load = (env: Record<string, string>) => loadConfig({ env, schemas: { ai } })

function problems(env: Record<string, string>): Record<string, string> {
  try {
    load(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.message.split('\n')).toHaveLength(error.problems.length + 1)
    return Object.fromEntries(error.problems.map(({ name, message }) => [name, message]))
  }
  return {}
}

describe('loadConfig', () => {
  test('works without any variable', () => {
    const { platform, services } = load({})
    expect(platform).toEqual({
      PORT: 3000,
      ADMIN_PORT: 3001,
      JOB_LEASE: 10_000,
      DATABASE_CONNECTIONS: 90,
      GATEWAY_LIMIT_IP: { max: 600, window: '1m' },
      GATEWAY_LIMIT_USER: { max: 600, window: '1m' },
      GATEWAY_LIMIT_WEB: { max: 6000, window: '1m' },
      BANYAN_DATA: '.banyan',
      BANYAN_WEB: true,
      BANYAN_TOPOLOGY: 'local',
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
    })
    expect(services.ai.AI_TIMEOUT).toBe(30_000)
  })

  test('turns text into what the schema wants', () => {
    const { services } = load({
      AI_MODELS: 'openai:gpt, ollama:llama ,',
      AI_TIMEOUT: '1.5m',
      AI_ATTEMPTS: ' 5 ',
      AI_RATIO: '0.25',
      AI_PRICES: '{"gpt": 0.5}',
      AI_SIGNED: 'on',
      OPENAI_API_KEY: 'sk-12345',
    })
    expect(services.ai).toMatchObject({
      AI_MODELS: ['openai:gpt', 'ollama:llama'],
      AI_TIMEOUT: 90_000,
      AI_ATTEMPTS: 5,
      AI_RATIO: 0.25,
      AI_PRICES: { gpt: 0.5 },
      AI_SIGNED: true,
    })
    expect(services.ai.OPENAI_API_KEY?.reveal()).toBe('sk-12345')
  })

  test('limits are written as requests in a time, or off', () => {
    const { platform } = load({ GATEWAY_LIMIT_IP: '5000/10s', GATEWAY_LIMIT_USER: 'off' })
    expect(platform).toMatchObject({ GATEWAY_LIMIT_IP: { max: 5000, window: '10s' }, GATEWAY_LIMIT_USER: false })
    for (const wrong of ['600', '0/1m', '600/m', '-1/1m', 'none'])
      expect(problems({ GATEWAY_LIMIT_IP: wrong }).GATEWAY_LIMIT_IP, wrong).toContain('such as 600/1m, or off')
    expect(problems({ JOB_LEASE: '10ms' }).JOB_LEASE).toContain('at least 1s')
  })

  test.each([
    ['on', true],
    ['true', true],
    ['1', true],
    ['OFF', false],
    ['no', false],
  ])('reads %s as a boolean', (text, value) => {
    expect(load({ BANYAN_WEB: text }).platform.BANYAN_WEB).toBe(value)
  })

  test('takes an empty variable for an absent one', () => {
    expect(load({ PORT: '', AI_MODELS: ' ', BANYAN_TYPO: '' }).platform.PORT).toBe(3000)
  })

  test('names every wrong value at once, and what to write instead', () => {
    expect(
      problems({ PORT: '70000', BANYAN_WEB: 'maybe', NODE_ENV: 'prod', AI_TIMEOUT: '5', AI_ATTEMPTS: '1e1' }),
    ).toEqual({
      PORT: '"70000" is refused. Write a whole number from 0 to 65535.',
      BANYAN_WEB: '"maybe" is refused. Write on or off.',
      NODE_ENV: '"prod" is refused. Write one of development, test, production.',
      AI_TIMEOUT: '"5" is refused. Write a length of time such as 250ms, 30s, 5m or 1h.',
      AI_ATTEMPTS: '"1e1" is refused. Write a whole number from 1 to 9.',
    })
  })

  test('names what is required and missing', () => {
    const schemas = { search: z.object({ SEARCH_URL: z.url() }) }
    expect(() => loadConfig({ env: {}, schemas })).toThrow(/SEARCH_URL: missing. Write a URL./)
  })

  test("repeats the schema's own words", () => {
    const schemas = { search: z.object({ SEARCH_LANG: z.string().regex(/^[a-z]{2}$/, 'Use two letters') }) }
    expect(() => loadConfig({ env: { SEARCH_LANG: 'english' }, schemas })).toThrow(
      /SEARCH_LANG: "english" is refused. Use two letters./,
    )
  })

  test('never shows the value of a secret, nor of what sounds like one', () => {
    const schemas = { mail: z.object({ MAIL_PASSWORD: z.string().max(3) }) }
    const env = { DATABASE_URL: 'mysql://u:hunter2@h/d', SERVICE_JWT_SECRET: 'hunter2', MAIL_PASSWORD: 'hunter2' }
    const start = () => loadConfig({ env, schemas })
    expect(start).toThrow(/^The configuration has 3 problems:(?!.*hunter2)/s)
  })

  test('never shows the password in a URL', () => {
    expect(problems({ PUBLIC_URL: 'ftp://u:hunter2@host' }).PUBLIC_URL).not.toContain('hunter2')
  })

  test.each([
    ['BANYAN_DTA', 'BANYAN_DATA'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['LOG_LEVL', 'LOG_LEVEL'],
    ['AI_MODLES', 'AI_MODELS'],
    ['OPENAI_APIKEY', 'OPENAI_API_KEY'],
  ])('takes %s for a misspelt %s', (name, meant) => {
    expect(problems({ [name]: 'x' })[name]).toBe(`there is no such setting. Did you mean ${meant}?`)
  })

  test.each(['BANYAN_SPEED', 'AI_FOO'])('refuses %s, which has a prefix of ours', (name) => {
    expect(problems({ [name]: 'secret-value' })[name]).toMatch(/^there is no such setting/)
  })

  test.each([
    'PATH',
    'HOME',
    'NODE_OPTIONS',
    'NODE_PATH',
    'OTEL_EXPORTER_OTLP_HEADERS',
    'OPENAI_ORG_ID',
    'AI_SERVICE_HOST',
    'AI_PORT_3000_TCP_ADDR',
    'DATABASE_URL_REPLICA',
    'SPORT',
  ])('leaves %s alone', (name) => {
    expect(problems({ [name]: 'x' })).toEqual({})
  })

  test('leaves names alone that somebody else is known to read', () => {
    expect(loadConfig({ env: { BANYAN_SPEED: '1' }, schemas: {}, known: ['BANYAN_SPEED'] }).platform.PORT).toBe(3000)
  })

  test('gives what cannot be changed', () => {
    expect(Object.isFrozen(load({}).services.ai)).toBe(true)
  })
})

describe('a family of settings', () => {
  const links = family(/^LINKS_[A-Z]+_(URL|SECRET)$/, 'LINKS_<NAME>_URL, _SECRET').superRefine((given, ctx) => {
    for (const name of Object.keys(given))
      if (given[name] === 'wrong') ctx.addIssue({ code: 'custom', path: [name], message: 'Write something else' })
  })
  const schemas = { links: z.object({ LINKS: links.meta({ description: 'Where they lead' }) }) }

  test('gives what there is, by name', () => {
    const env = { LINKS_HOME_URL: ' https://example.org ', LINKS_HOME_SECRET: '', OTHER_URL: 'x' }
    expect(loadConfig({ env, schemas }).services.links.LINKS).toEqual({ LINKS_HOME_URL: 'https://example.org' })
    expect(loadConfig({ env: {}, schemas }).services.links.LINKS).toEqual({})
  })

  test('names the member that is wrong, and no value of what sounds secret', () => {
    const env = { LINKS_HOME_URL: 'wrong', LINKS_HOME_SECRET: 'wrong', LINKS_HOME_URI: 'x' }
    expect(() => loadConfig({ env, schemas })).toThrow(
      [
        'The configuration has 3 problems:',
        '  LINKS_HOME_URL: "wrong" is refused. Write something else.',
        '  LINKS_HOME_SECRET: its value (not shown) is refused. Write something else.',
        '  LINKS_HOME_URI: there is no such setting. Did you mean LINKS_HOME_URL?',
      ].join('\n'),
    )
  })

  test('is described by how its names are written', () => {
    expect(describeConfig(schemas)).toContain('| `LINKS_<NAME>_URL, _SECRET` | Where they lead |')
  })
})

describe('a secret', () => {
  const value = new Secret('hunter2')

  test('shows itself only when asked', () => {
    expect(value.reveal()).toBe('hunter2')
  })

  test('cannot be printed', () => {
    const lines: string[] = []
    const log = pino({}, { write: (line) => lines.push(line) })
    log.info({ value, nested: { list: [value] } }, `template ${value} and %s %o %j`, value, value, value)
    const shown = [
      ...lines,
      `${value}`,
      `${String(value)}`,
      JSON.stringify({ value }),
      inspect({ value }, { depth: 9 }),
    ]
    for (const text of shown) {
      expect(text).toContain('[secret]')
      expect(text).not.toContain('hunter2')
    }
    expect(Object.keys(value)).toEqual([])
  })
})

describe('environment', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'banyan-env-')), '.env')
  writeFileSync(file, 'PORT=4000\nLOG_LEVEL="debug" # more\n')

  test('is completed from the file in development, what was given wins', () => {
    expect(environment({ PORT: '5000' }, file)).toEqual({ PORT: '5000', LOG_LEVEL: 'debug' })
  })

  test.each(['production', 'test'])('is not completed from the file in %s', (mode) => {
    expect(environment({ NODE_ENV: mode }, file)).toEqual({ NODE_ENV: mode })
  })

  test('needs no file', () => {
    expect(environment({ A: 'b' }, `${file}.none`)).toEqual({ A: 'b' })
  })

  test('says so when the file cannot be read', () => {
    expect(() => environment({}, tmpdir())).toThrow(ConfigError)
  })
})

test('the description lists every setting with what to write and what happens without it', () => {
  const text = describeConfig({ ai })
  expect(text).toContain(
    '| `PORT` | Port of the gateway; 0 takes a free one | a whole number from 0 to 65535 | `3000` |',
  )
  expect(text).toContain('## Service `ai`')
  expect(text).toMatch(/`AI_TIMEOUT` \|.*\| `30s` \|/)
  expect(text).toMatch(/`OPENAI_API_KEY` \| .*\(secret\)/)
})
