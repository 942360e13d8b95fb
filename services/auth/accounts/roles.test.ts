import { testDatabase } from 'banyan/testing/database'
import { startServices } from 'banyan/testing/start'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { auth } from '../contract.ts'
import authService from '../service.ts'

const services = [authService]
const ann = { email: 'ann@example.org', password: 'correct horse battery' }

test('whom the operator names is an admin, in the answer and in the token, and nobody else is', async () => {
  const env = { AUTH_SECRET: 'a secret of more than thirty-two characters' }
  const database = await testDatabase()
  const before = await startServices({ services, env, database })
  const registered = await (await before.as(auth)).register({ ...ann, name: 'Ann' })
  expect([registered.user.roles, decodeJwt(registered.accessToken).roles]).toEqual([['user'], ['user']])
  await before.close()

  const app = await startServices({ services, env: { ...env, AUTH_ADMINS: registered.user.id }, database })
  const client = await app.as(auth)
  const { user, accessToken } = await client.login(ann)
  expect([user.roles, decodeJwt(accessToken).roles]).toEqual([
    ['user', 'admin'],
    ['user', 'admin'],
  ])
  const other = await client.register({ ...ann, email: 'bob@example.org', name: 'Bob' })
  expect(other.user.roles).toEqual(['user'])
  await app.close()
  await database.close()
})
