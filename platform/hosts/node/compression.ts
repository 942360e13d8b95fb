import type { Transform } from 'node:stream'
import {
  type BrotliOptions,
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type ZlibOptions,
} from 'node:zlib'

export type Encoding = 'br' | 'gzip'

/** The best coding that an `Accept-Encoding` header allows; none where the client wants the body as it is. */
export function encodingFor(header: string | undefined): Encoding | undefined {
  if (header === undefined) return undefined
  const accepted = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    accepted.set(name, quality === undefined ? 1 : Number(quality.slice(2)))
  }
  const quality = (name: string) => accepted.get(name) ?? accepted.get('*') ?? 0
  const [br, gz] = [quality('br'), quality('gzip')]
  if (br > 0 && br >= gz) return 'br'
  return gz > 0 ? 'gzip' : undefined
}

/** Compresses off the main thread. */
export function compressed(
  text: string | Uint8Array,
  encoding: Encoding,
  done: (error: Error | null, body: Uint8Array) => void,
): void {
  if (encoding === 'br') brotliCompress(text, BROTLI, done)
  else gzip(text, GZIP, done)
}

/** A stream that passes on what it has after every chunk, so that a page that comes in pieces is seen in pieces. */
export function compressor(encoding: Encoding): Transform {
  return encoding === 'br'
    ? createBrotliCompress({ ...BROTLI, flush: constants.BROTLI_OPERATION_FLUSH })
    : createGzip({ ...GZIP, flush: constants.Z_SYNC_FLUSH })
}

/** Whether a body of this type gets smaller. Event streams are left alone: each event must arrive at once. */
export const compressible = (contentType: string): boolean => TEXT.test(contentType)

const TEXT =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|xml)|application\/javascript|image\/svg\+xml)/i

/** Brotli 4 is as fast as gzip 6 and smaller; its default, 11, takes a hundred times longer. */
const BROTLI: BrotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const GZIP: ZlibOptions = { level: 6 }
