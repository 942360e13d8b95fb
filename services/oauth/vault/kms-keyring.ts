import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { type Cache, createCache } from 'banyan/cache'
import type { Secret } from 'banyan/config'
import { presets } from 'banyan/resilience'
import * as z from 'zod'
import { ask, type Target } from '../attempts.ts'
import type { Ground } from '../shape.ts'
import { type About, type DataKey, KeyFault, type Keyring, textOf } from './keyring.ts'

export interface KmsOptions {
  /** The ARN of the key, or of an alias of it. */
  readonly keyArn: string
  readonly region: string
  readonly url: string
  readonly accessKeyId: Secret
  readonly secretAccessKey: Secret
  readonly sessionToken: Secret | undefined
}

/**
 * Keys in AWS KMS, which wraps and unwraps data keys and gives none of its own away. What was unwrapped is remembered for
 * five minutes, and for an hour while KMS does not answer: reading a token is not a call to it each time.
 */
export function kmsKeyring(
  options: KmsOptions,
  around: Pick<Ground, 'breakers' | 'clock' | 'fetch' | 'log' | 'random'>,
): Keyring {
  const { clock } = around
  const send = kmsOf(options, around)
  const unwrapped: Cache<Uint8Array> = createCache({
    clock,
    max: 10_000,
    fresh: '5m',
    stale: { whileLoading: '0s', onFailure: '1h' },
    timeout: '30s',
    // What failed is in the log already.
    failed: () => undefined,
  })
  let current: string | undefined

  async function dataKey(about: About): Promise<DataKey> {
    const answer = await send('GenerateDataKey', {
      KeyId: options.keyArn,
      KeySpec: 'AES_256',
      EncryptionContext: about,
    })
    const { KeyId: keyId, Plaintext, CiphertextBlob } = Generated.parse(answer)
    current = keyId
    return { keyId, plain: Buffer.from(Plaintext, 'base64'), wrapped: Buffer.from(CiphertextBlob, 'base64') }
  }

  return {
    prefix: 'arn:',
    // The key that an alias stands for now is told with what it generates.
    current: async () => current ?? (await dataKey({ about: 'which key this is' })).keyId,
    dataKey,
    knows: async () => true,
    async unwrap(keyId, wrapped, about) {
      const key = createHash('sha256').update(wrapped).update(textOf(about)).digest('base64')
      const { value } = await unwrapped.get(key, async () => {
        const input = { KeyId: keyId, CiphertextBlob: wrapped.toString('base64'), EncryptionContext: about }
        return Buffer.from(Decrypted.parse(await send('Decrypt', input)).Plaintext, 'base64')
      })
      return value
    },
    // Another key is another setting; AWS renews the material of one by itself.
    async rotate() {
      current = undefined
    },
  }
}

const Generated = z.object({ KeyId: z.string(), Plaintext: z.base64(), CiphertextBlob: z.base64() })
const Decrypted = z.object({ Plaintext: z.base64() })
const Exception = z.object({ __type: z.string() })

type Send = (action: 'GenerateDataKey' | 'Decrypt', input: object) => Promise<unknown>

function kmsOf(options: KmsOptions, { breakers, clock, fetch, log, random }: Parameters<typeof kmsKeyring>[1]): Send {
  const client = new AwsClient({
    service: 'kms',
    region: options.region,
    accessKeyId: options.accessKeyId.reveal(),
    secretAccessKey: options.secretAccessKey.reveal(),
    ...(options.sessionToken && { sessionToken: options.sessionToken.reveal() }),
  })
  const target: Target = {
    breaker: breakers.named('kms', presets.external.breaker, (error) =>
      error instanceof KeyFault && error.kind === 'unreadable' ? 'answered' : 'failed',
    ),
    clock,
    random,
    timeout: TIMEOUT,
  }
  /** All that is asked of it may be asked twice. */
  const retryable = (error: unknown) => error instanceof Passing
  return async (action, input) => {
    try {
      return await ask(target, undefined, { retryable }, async (signal) => {
        const request = await client.sign(options.url, {
          method: 'POST',
          headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` },
          body: JSON.stringify(input),
          // The time of ours, in the form of ISO 8601 that AWS wants.
          aws: { datetime: new Date(clock.now()).toISOString().replace(/[:-]|\.\d{3}/g, '') },
        })
        return answerOf(action, await reached(fetch(request, { signal })))
      })
    } catch (cause) {
      log.warn({ err: cause }, 'AWS KMS did not do what it was asked for')
      throw cause instanceof KeyFault
        ? cause
        : new KeyFault('unavailable', 'AWS KMS is given time to recover', { cause })
    }
  }
}

/** Milliseconds for one request. */
const TIMEOUT = 3_000

/** It may answer another time. */
class Passing extends KeyFault {
  constructor(message: string, options?: ErrorOptions) {
    super('unavailable', message, options)
  }
}

const reached = <T>(pending: Promise<T>): Promise<T> =>
  pending.catch((cause: unknown) => {
    throw new Passing('AWS KMS did not answer', { cause })
  })

async function answerOf(action: string, response: Response): Promise<unknown> {
  const text = await reached(response.text())
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new Passing('AWS KMS sent an answer that breaks the protocol', { cause })
  }
  if (response.ok) return body
  const type = Exception.safeParse(body).data?.__type.split('#').at(-1) ?? ''
  const message = `AWS KMS refuses ${action} (${response.status} ${type})`
  if (response.status >= 500 || response.status === 429 || THROTTLED.has(type)) throw new Passing(message)
  // A key that is disabled, or that we may not use now, may be there again.
  throw new KeyFault(action === 'Decrypt' && LOST.has(type) ? 'unreadable' : 'unavailable', message)
}

const THROTTLED: ReadonlySet<string> = new Set(['ThrottlingException', 'LimitExceededException', 'RequestTimeout'])
const LOST: ReadonlySet<string> = new Set([
  'InvalidCiphertextException',
  'IncorrectKeyException',
  'NotFoundException',
  'ValidationException',
])
