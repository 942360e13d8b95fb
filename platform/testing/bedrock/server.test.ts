import { createHash, createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FakeBedrock, startFakeBedrock } from './server.ts'

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session', region: 'eu-central-1' }
const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] })

let bedrock: FakeBedrock
beforeAll(async () => {
  bedrock = await startFakeBedrock({ port: 0, keys })
})
afterEach(() => bedrock.reset())
afterAll(() => bedrock.close())

/** Signs as AWS describes it, with nothing of the fake's own. */
function signed(path: string, given: string, secret: string): Record<string, string> {
  const at = '20260101T000000Z'
  const host = new URL(bedrock.url).host
  const names = 'host;x-amz-date;x-amz-security-token'
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const canonical = `POST\n${path.replaceAll('%', '%25')}\n\nhost:${host}\nx-amz-date:${at}\nx-amz-security-token:session\n\n${names}\n${hash(given)}`
  const scope = '20260101/eu-central-1/bedrock/aws4_request'
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, '20260101'), 'eu-central-1'), 'bedrock'), 'aws4_request')
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash(canonical)}`).toString('hex')
  return {
    'x-amz-date': at,
    'x-amz-security-token': 'session',
    authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

const path = '/model/anthropic.claude-3-5-sonnet-20240620-v1%3A0/converse'
const post = (headers: Record<string, string>, sent = body, to = path) =>
  fetch(bedrock.url + to, { method: 'POST', headers, body: sent })

test('answers a request that is signed', async () => {
  bedrock.respond('Good day')
  const answer = await (await post(signed(path, body, 'secret'))).json()
  expect(answer).toMatchObject({
    output: { message: { content: [{ text: 'Good day' }] } },
    stopReason: 'end_turn',
    usage: { outputTokens: 2 },
  })
  expect(bedrock.requests[0]?.body?.model).toBe('anthropic.claude-3-5-sonnet-20240620-v1:0')
})

test.each([
  ['without a signature', () => post({})],
  ['with another secret', () => post(signed(path, body, 'other'))],
  ['with another body', () => post(signed(path, body, 'secret'), body.replace('Hello', 'Howdy'))],
  ['with another model', () => post(signed(path, body, 'secret'), body, path.replace('3-5', '3-7'))],
  ['without its session', () => post({ ...signed(path, body, 'secret'), 'x-amz-security-token': 'other' })],
])('refuses one %s', async (_, send) => {
  const answer = await send()
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([403, 'AccessDeniedException'])
})

test('streams in frames whose lengths and checksums are right, up to the fault', async () => {
  const to = path.replace('converse', 'converse-stream')
  bedrock.fail({ kind: 'midway' })
  const answer = await post(signed(to, body, 'secret'), body, to)
  expect(answer.headers.get('content-type')).toBe('application/vnd.amazon.eventstream')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const kinds: string[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const frame = bytes.subarray(at, at + bytes.readUInt32BE(at))
    kinds.push(/:(?:event|exception)-type.{3}(\w+)\r/s.exec(frame.toString('latin1'))?.[1] ?? '')
  }
  expect(kinds[0]).toBe('messageStart')
  expect(kinds.at(-1)).toBe('modelStreamErrorException')
  expect(kinds.slice(1, -1).every((kind) => kind === 'contentBlockDelta')).toBe(true)
})
