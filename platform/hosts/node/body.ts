import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { failure } from '../../contract/index.ts'

/**
 * The JSON object in a request's body; undefined where there is no body. Fails with `tooLarge` beyond `limit` bytes, with
 * `unsupportedMediaType` for what is not JSON by its type, and with `invalid` for what is not JSON in fact.
 */
export function readJson(request: IncomingMessage, limit: number): Promise<unknown> | undefined {
  const { headers } = request
  const length = headers['content-length']
  if (headers['transfer-encoding'] === undefined && (length === undefined || length === '0')) return undefined
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    throw failure('unsupportedMediaType', 'Send the body as application/json in UTF-8.')
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity')
    throw failure('unsupportedMediaType', 'Send the body uncompressed.')
  if (length !== undefined && Number(length) > limit) throw tooLarge(limit)
  return read(request, limit)
}

function read(request: IncomingMessage, limit: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else reject(tooLarge(limit))
    })
    request.on('end', () => {
      try {
        resolve(parse(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
      } catch (error) {
        reject(error)
      }
    })
    request.on('error', () => reject(clientGone()))
  })
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (!isUtf8(bytes)) throw failure('invalid', 'The body is not UTF-8.')
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw failure('invalid', { detail: 'The body is not JSON.', cause: error })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw failure('invalid', 'The body is not a JSON object.')
  return value
}

/** Why work is cancelled whose client went away. Nobody is there to read it. */
export const clientGone = () => failure('deadlineExceeded', 'The client went away.')

const tooLarge = (limit: number) => failure('tooLarge', `A body may have at most ${limit} bytes.`)

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i
