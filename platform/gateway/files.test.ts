import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { file, query } from '../contract/index.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { start } from './testing/start.ts'

const input = z.object({})
const types = ['image/png', 'image/svg+xml', 'text/html', 'text/markdown'] as const
const show = query({ http: 'GET /show', auth: 'public', input, output: file(...types) })
const tagged = query({ ...show, http: 'GET /tagged', etag: ({ name }) => `v-${name}` })

async function serving(answer: { mediaType: string; name?: string; bytes: Uint8Array }) {
  const plans = [fakePlan('show', show, () => answer), fakePlan('tagged', tagged, () => answer)]
  return (await start({ plans })).call
}
const png = { mediaType: 'image/png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255) }

describe('a file', () => {
  it('is its bytes, with their type and length, private to who asked', async () => {
    const call = await serving(png)
    const { status, headers, bytes } = await call('/show')
    expect(status).toBe(200)
    expect([...bytes]).toEqual([...png.bytes])
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '6',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-disposition']).toBeUndefined()
    expect(await call('/show', { method: 'HEAD' })).toMatchObject({
      status: 200,
      text: '',
      headers: { 'content-length': '6' },
    })
  })

  it('is kept under its name where it has one', async () => {
    const call = await serving({ ...png, name: 'Haus am See.png' })
    expect((await call('/show')).headers['content-disposition']).toBe(
      `attachment; filename="Haus am See.png"; filename*=UTF-8''Haus%20am%20See.png`,
    )
  })

  it('is not sent to who has it, as known by what is in it or by its own tag', async () => {
    const call = await serving({ ...png, name: '7' })
    const { etag = '' } = (await call('/show')).headers
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    expect(await call('/show', { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, text: '' })
    expect((await call('/show', { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    expect((await call('/tagged')).headers.etag).toBe('"v-7"')
    expect((await call('/tagged', { headers: { 'if-none-match': '"v-7"' } })).status).toBe(304)
  })

  it.each(['image/svg+xml', 'text/html'])('of %s runs nothing and is of no origin', async (mediaType) => {
    const call = await serving({ mediaType, bytes: Buffer.from('<script>alert(1)</script>') })
    const { headers } = await call('/show')
    // Two policies, of which both hold.
    expect(headers['content-security-policy']).toMatch(/, sandbox; default-src 'none'$/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('is compressed where that makes it smaller', async () => {
    const accept = { headers: { 'accept-encoding': 'br' } }
    const text = '# Größe\n'.repeat(500)
    const markdown = await (await serving({ mediaType: 'text/markdown', bytes: Buffer.from(text) }))('/show', accept)
    expect(markdown.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/markdown; charset=utf-8' })
    expect(brotliDecompressSync(markdown.bytes).toString()).toBe(text)
    const picture = await (await serving({ ...png, bytes: Buffer.alloc(5000) }))('/show', accept)
    expect(picture.headers['content-encoding']).toBeUndefined()
    expect(picture.headers['content-length']).toBe('5000')
  })
})
