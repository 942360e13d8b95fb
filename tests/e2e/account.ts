import { randomBytes, randomInt } from 'node:crypto'
import { request } from 'node:http'
import type { Page } from 'playwright-core'
import * as z from 'zod'
import { open } from './pages.ts'

export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Somebody who has no account yet. */
export function newPerson(name = 'Ada Lovelace'): Person {
  return { name, email: `${randomBytes(6).toString('hex')}@example.org`, password: 'a long enough password' }
}

/** Creates an account by the form; ends on the home page. */
export async function signUp(page: Page, person: Person = newPerson()): Promise<Person> {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('/home')
  return person
}

/** Signs in by the form that is open. */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string() })

/**
 * Puts a new account's session into the browser, without the form: for tests of something else. Each account comes from a
 * loopback address of its own, since only a few a day may come from one.
 */
export async function enter(page: Page, url: string, person: Person = newPerson()): Promise<Person> {
  const address = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(2, 255)}`
  const { accessToken, refreshToken } = Tokens.parse(await post(`${url}/auth/register`, person, address))
  await page.context().addCookies([
    { name: 'banyan_access', value: accessToken, url, httpOnly: true, sameSite: 'Lax' },
    { name: 'banyan_refresh', value: refreshToken, url, httpOnly: true, sameSite: 'Lax' },
  ])
  await open(page, '/home')
  return person
}

/** Starts a research run from the page that is open; ends on the page of the run. */
export async function research(page: Page, topic: string): Promise<void> {
  await page.getByLabel('Topic').fill(topic)
  await page.getByRole('button', { name: 'Start research' }).click()
  await page.waitForURL('/research/*')
}

/** Waits for the report of the run that is open. */
export async function report(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Key findings' }).waitFor({ timeout: 60_000 })
}

function post(url: string, body: unknown, localAddress: string): Promise<unknown> {
  const { port, pathname } = new URL(url)
  const headers = { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: pathname, method: 'POST', headers, localAddress },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
      },
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}
