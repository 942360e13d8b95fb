import type { Started } from 'banyan/testing/start'
import type { JobName } from '../../../services/ai/generators/index.ts'
import { jobOf } from './answers.ts'

/** Asks for a generation over HTTP, and waits for what becomes of it. */
export async function generate(
  app: Started,
  name: JobName,
  input: unknown,
  user: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const [method = '', path = ''] = jobOf(name).http?.split(' ') ?? []
  const response = await fetch(app.baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${await app.token(user)}`,
      'content-type': 'application/json',
      prefer: 'wait=60',
    },
    body: JSON.stringify(input),
  })
  return { status: response.status, body: await response.json() }
}
