import { rate, secret } from 'banyan/config'
import { ms } from 'banyan/contract'
import * as z from 'zod'
import type { Config } from '../config.ts'
import { brave } from './brave.ts'
import type { Engine, EngineName } from './engine.ts'
import { searxng } from './searxng.ts'
import { serper } from './serper.ts'
import { tavily } from './tavily.ts'
import type { Quota } from './turns.ts'

const url = () => z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, ''))
const key = (of: string) => secret().optional().describe(`Key of ${of}`)
const pace = (of: string) =>
  rate().describe(`How often ${of} is asked at most, evenly, by all processes together; or off`)
const month = (of: string) =>
  z.int().min(1).optional().describe(`Searches of ${of} in a calendar month; without it as many as are asked for`)

/** Paces are those of the plans that cost nothing. */
export const engineSettings = {
  TAVILY_API_KEY: key('Tavily'),
  TAVILY_BASE_URL: url().prefault('https://api.tavily.com').describe('Where Tavily is'),
  TAVILY_RATE: pace('Tavily').prefault('100/1m'),
  TAVILY_MONTHLY_QUOTA: month('Tavily'),
  BRAVE_API_KEY: key('Brave Search'),
  BRAVE_BASE_URL: url().prefault('https://api.search.brave.com').describe('Where Brave Search is'),
  BRAVE_RATE: pace('Brave Search').prefault('1/1s'),
  BRAVE_MONTHLY_QUOTA: month('Brave Search'),
  SERPER_API_KEY: key('Serper'),
  SERPER_BASE_URL: url().prefault('https://google.serper.dev').describe('Where Serper is'),
  SERPER_RATE: pace('Serper').prefault('5/1s'),
  SERPER_MONTHLY_QUOTA: month('Serper'),
  SEARXNG_BASE_URL: url().optional().describe('Where your SearXNG is; its settings have to allow JSON'),
  SEARXNG_RATE: pace('SearXNG').prefault('5/1s'),
  SEARXNG_MONTHLY_QUOTA: month('SearXNG'),
} as const

/** An engine as it is set up. That it has what it needs was checked with the configuration. */
export function engineOf(name: EngineName, config: Config): Engine {
  switch (name) {
    case 'tavily':
      return tavily({ baseUrl: config.TAVILY_BASE_URL, key: config.TAVILY_API_KEY?.reveal() ?? '' })
    case 'brave':
      return brave({ baseUrl: config.BRAVE_BASE_URL, key: config.BRAVE_API_KEY?.reveal() ?? '' })
    case 'serper':
      return serper({ baseUrl: config.SERPER_BASE_URL, key: config.SERPER_API_KEY?.reveal() ?? '' })
    case 'searxng':
      return searxng({ baseUrl: config.SEARXNG_BASE_URL ?? '' })
  }
}

export function quotaOf(name: EngineName, config: Config): Quota {
  const prefix = name.toUpperCase() as Uppercase<EngineName>
  const pace = config[`${prefix}_RATE`]
  return {
    interval: pace === false ? 0 : ms(pace.window) / pace.max,
    perMonth: config[`${prefix}_MONTHLY_QUOTA`],
  }
}
