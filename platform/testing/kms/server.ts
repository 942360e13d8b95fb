import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod'
import { Keys } from './keys.ts'
import { type Credentials, isSigned } from './signature.ts'

/** What can go wrong between a caller and KMS. */
export type Fault =
  /** An exception in the protocol's form: 400 `ThrottlingException`, 500 `KMSInternalException`, 400 `AccessDeniedException`. */
  | { readonly kind: 'exception'; readonly status: number; readonly type: string }
  /** Accepted and never answered. */
  | { readonly kind: 'hang' }
  /** The connection is cut before the answer. */
  | { readonly kind: 'reset' }
  /** 200 with a body that is no JSON. */
  | { readonly kind: 'garbled' }

export interface KmsRequest {
  /** `GenerateDataKey` */
  readonly action: string
  readonly context: Readonly<Record<string, string>>
}

export interface FakeKms extends AsyncDisposable {
  readonly url: string
  readonly credentials: Credentials
  readonly requests: readonly KmsRequest[]
  /** Makes a key, and gives its ARN. */
  createKey(): string
  enable(arn: string, enabled: boolean): void
  /** The next request fails, or as many as are said. */
  fail(fault: Fault, times?: number): void
  heal(): void
  close(): Promise<void>
}

const Context = z.record(z.string(), z.string()).default({})
const Input = z.object({
  KeyId: z.string().optional(),
  KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
  CiphertextBlob: z.base64().optional(),
  Plaintext: z.base64().optional(),
  EncryptionContext: Context,
})
type Input = z.output<typeof Input>

/**
 * AWS KMS on loopback as far as envelope encryption needs it: `GenerateDataKey`, `Encrypt` and `Decrypt` in the JSON protocol 1.1,
 * with signatures that are verified, encryption contexts that count, and faults on demand.
 */
export async function startFakeKms(): Promise<FakeKms> {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret/at+all', region: 'eu-central-1' }
  const keys = new Keys()
  const requests: KmsRequest[] = []
  let faults: { fault: Fault; left: number }[] = []

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    const [, action = ''] = /^TrentService\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? []
    const problem = refusal(request, body)
    if (problem) return exception(response, 400, problem)
    const input = Input.parse(JSON.parse(body))
    requests.push({ action, context: input.EncryptionContext })
    const [next] = faults
    if (next && --next.left <= 0) faults = faults.slice(1)
    if (next) return inject(next.fault, response)
    const answer = carryOut(action, input)
    if ('exception' in answer) exception(response, 400, answer.exception)
    else response.writeHead(200, { 'content-type': JSON_1_1 }).end(JSON.stringify(answer))
  })

  function refusal(request: IncomingMessage, body: string): string | undefined {
    if (request.method !== 'POST' || request.headers['content-type'] !== JSON_1_1) return 'UnknownOperationException'
    return isSigned(request, body, credentials, Date.now()) ? undefined : 'InvalidSignatureException'
  }

  function carryOut(action: string, { KeyId = '', CiphertextBlob, Plaintext, EncryptionContext }: Input) {
    const blob = Buffer.from(CiphertextBlob ?? '', 'base64')
    const arn = action === 'Decrypt' ? keys.keyOf(blob) : KeyId
    const state = keys.state(arn)
    if (action === 'Decrypt' && state === 'absent') return { exception: 'InvalidCiphertextException' }
    if (state === 'absent') return { exception: 'NotFoundException' }
    if (state === 'disabled') return { exception: 'DisabledException' }
    if (action === 'Decrypt' && KeyId !== '' && KeyId !== arn) return { exception: 'IncorrectKeyException' }
    switch (action) {
      case 'GenerateDataKey': {
        const plain = randomBytes(32)
        const wrapped = keys.encrypt(arn, plain, EncryptionContext)
        return { KeyId: arn, Plaintext: plain.toString('base64'), CiphertextBlob: wrapped.toString('base64') }
      }
      case 'Encrypt': {
        const wrapped = keys.encrypt(arn, Buffer.from(Plaintext ?? '', 'base64'), EncryptionContext)
        return { KeyId: arn, CiphertextBlob: wrapped.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
      }
      case 'Decrypt': {
        const plain = keys.decrypt(blob, EncryptionContext)
        if (!plain) return { exception: 'InvalidCiphertextException' }
        return { KeyId: arn, Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
      }
      default:
        return { exception: 'UnknownOperationException' }
    }
  }

  // Whoever asks here finds its connections still there, however long a busy machine made it wait.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    requests,
    createKey: () => keys.create(credentials.region),
    enable: (arn, enabled) => keys.enable(arn, enabled),
    fail: (fault, times = 1) => {
      faults.push({ fault, left: times })
    },
    heal: () => {
      faults = []
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

const JSON_1_1 = 'application/x-amz-json-1.1'

function inject(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'exception':
      exception(response, fault.status, fault.type)
      return
    case 'hang':
      return
    case 'reset':
      response.destroy()
      return
    case 'garbled':
      response.writeHead(200, { 'content-type': JSON_1_1 }).end('{"KeyId": ')
  }
}

function exception(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { 'content-type': JSON_1_1 }).end(JSON.stringify({ __type: type, message: type }))
}
