import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { query } from '../contract/index.ts'
import { encodingFor } from '../hosts/node/compression.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { start } from './testing/start.ts'
import { FakeWeb, WEB_KEY } from './testing/web.ts'

const sized = query({ http: 'GET /sized', auth: 'public', input: z.object({ size: z.number() }), output: z.unknown() })
const plans = [fakePlan('sized', sized, ({ size }) => ({ text: 'é'.repeat(size as number) }))]

describe('data', () => {
  it('is compressed where it is large and the client can read it', async () => {
    const { call } = await start({ plans })
    const get = (size: number, accept?: string) =>
      call(`/sized?size=${size}`, accept === undefined ? {} : { headers: { 'accept-encoding': accept } })
    const expected = JSON.stringify({ text: 'é'.repeat(5000) })
    const br = await get(5000, 'gzip, deflate, br, zstd')
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(br.headers['content-length']).toBe(String(br.bytes.length))
    expect(brotliDecompressSync(br.bytes).toString()).toBe(expected)
    const gz = await get(5000, 'gzip')
    expect(gz.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gz.bytes).toString()).toBe(expected)
    const plain = await get(5000)
    expect(plain.headers).toMatchObject({ vary: 'accept-encoding' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.text).toBe(expected)
    expect((await get(10, 'br')).headers['content-encoding']).toBeUndefined()
  })

  it.each([
    ['br', 'br'],
    ['gzip, br;q=0.5', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['BR;Q=1', 'br'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('with Accept-Encoding %s as %s', (header, encoding) => expect(encodingFor(header)).toBe(encoding))
})

describe('what the web sends', () => {
  const body = `<p>${'text '.repeat(2000)}</p>`
  const answers: Record<string, [Record<string, string>, string | Buffer]> = {
    '/page': [{ 'content-type': 'text/html', etag: '"v1"', vary: 'rsc' }, body],
    '/known': [{ 'content-type': 'text/css', 'content-length': String(body.length) }, body],
    '/small': [{ 'content-type': 'text/html', 'content-length': '2' }, 'hi'],
    '/image': [{ 'content-type': 'image/png' }, body],
    '/coded': [{ 'content-type': 'text/html', 'content-encoding': 'gzip' }, gzipSync(body)],
    '/fixed': [{ 'content-type': 'text/html', 'cache-control': 'no-transform' }, body],
    '/part': [{ 'content-type': 'text/html', 'content-range': 'bytes 0-9999/99999' }, body],
  }
  const open = async () => {
    const web = await new FakeWeb(({ url }, response) => {
      const [headers, text] = answers[url ?? ''] ?? [{}, '']
      response.writeHead(200, headers)
      response.end(text)
    }).listen()
    const { call } = await start({ web: { origin: web.origin, key: WEB_KEY } })
    return (path: string, method = 'GET') => call(path, { method, headers: { 'accept-encoding': 'br, gzip' } })
  }

  it('is compressed when it is text that is not compressed yet', async () => {
    const get = await open()
    const page = await get('/page')
    expect(page.headers).toMatchObject({ 'content-encoding': 'br', etag: 'W/"v1"', vary: 'rsc, accept-encoding' })
    expect(brotliDecompressSync(page.bytes).toString()).toBe(body)
    const known = await get('/known')
    expect(known.headers['content-length']).toBeUndefined()
    expect(brotliDecompressSync(known.bytes).toString()).toBe(body)
  })

  it.each(['/small', '/image', '/coded', '/fixed', '/part'])('is left alone otherwise: %s', async (path) => {
    const get = await open()
    const { headers, bytes } = await get(path)
    const [sent, expected] = answers[path] as [Record<string, string>, string | Buffer]
    expect(headers['content-encoding']).toBe(sent['content-encoding'])
    expect(digest(bytes)).toBe(digest(Buffer.from(expected)))
  })

  it('has no body for HEAD', async () => {
    const get = await open()
    expect(await get('/page', 'HEAD')).toMatchObject({ status: 200, text: '', headers: { etag: '"v1"' } })
  })
})

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
