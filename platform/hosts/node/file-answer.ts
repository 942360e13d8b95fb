import { createHash } from 'node:crypto'
import { type FileAnswer, fileHeaders } from '../../contract/index.ts'
import { answer, answerText } from './answer.ts'
import { compressible } from './compression.ts'
import type { Exchange } from './exchange.ts'
import { matches } from './request-headers.ts'

/** Answers with the bytes of a file, or 304 where the client has them. Without a tag of its own it is known by what is in it. */
export function answerFile(exchange: Exchange, method: string, file: FileAnswer, tag: string | undefined): void {
  const etag = `"${tag ?? createHash('sha256').update(file.bytes).digest('base64url')}"`
  const headers = ['etag', etag, 'cache-control', 'private, no-cache', ...safeguards(exchange, file)]
  if (method === 'GET' && matches(exchange.header('if-none-match'), etag)) answer(exchange, 304, headers, undefined)
  else (compressible(file.mediaType) ? answerText : answer)(exchange, 200, [...typed(file), ...headers], file.bytes)
}

const typed = (file: FileAnswer): string[] => Object.entries(fileHeaders(file)).flat()

/**
 * A file is often somebody's words or picture. A browser must take it for nothing else than it says, and what can hold
 * scripts runs none and is of no origin. Beside the policy of a gateway this one narrows further (CSP level 3, 8.1).
 */
function safeguards({ base }: Exchange, { mediaType }: FileAnswer): string[] {
  return [
    ...(base.includes('x-content-type-options') ? [] : ['x-content-type-options', 'nosniff']),
    ...(ACTIVE.test(mediaType) ? ['content-security-policy', "sandbox; default-src 'none'"] : []),
  ]
}

const ACTIVE = /^(?:image\/svg\+xml|text\/html|(?:text|application)\/(?:[\w.-]+\+)?xml)$/
