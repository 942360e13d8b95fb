import type { Protocol } from '../model-server/protocol.ts'
import { chat } from './chat.ts'

/** The parts of an image request that matter here. */
export interface ImageRequest {
  readonly model: string
  readonly prompt: string
  readonly n?: number
  readonly size?: string
}

/** `POST /v1/images/generations`. What is said is a picture in base64. */
export const images: Protocol<ImageRequest> = {
  sample: () => PIXEL,
  answer: (_, content) => json({ created: 1_700_000_000, data: [{ b64_json: content }], usage: USAGE }),
  midway: () => chat.error(500, 'The server had an error'),
  malformed: () => ({ type: 'application/json', body: '{"data": [' }),
  error: chat.error,
}

/** A PNG of one pixel. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const USAGE = { input_tokens: 10, output_tokens: 1_000, total_tokens: 1_010 }

const json = (body: object) => ({ type: 'application/json', body: JSON.stringify(body) })
