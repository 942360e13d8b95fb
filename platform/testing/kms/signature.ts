import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

/**
 * Whether a request is signed by these credentials (Signature Version 4, as AWS describes it, without the help of whatever
 * signed it), within five minutes. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function isSigned(request: IncomingMessage, body: string, credentials: Credentials, now: number): boolean {
  const header = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
  const [, credential, names = '', signature] = header.exec(request.headers.authorization ?? '') ?? []
  const time = String(request.headers['x-amz-date'] ?? '')
  const scope = `${time.slice(0, 8)}/${credentials.region}/kms/aws4_request`
  if (credential !== `${credentials.accessKeyId}/${scope}` || Math.abs(at(time) - now) > 300_000) return false
  const signed = names.split(';')
  if (!['host', 'x-amz-date', 'x-amz-target'].every((name) => signed.includes(name))) return false
  const url = new URL(request.url ?? '/', 'http://kms')
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    ...signed.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/\s+/g, ' ')}`,
    ),
    '',
    names,
    sha256(body),
  ].join('\n')
  const keyed = [time.slice(0, 8), credentials.region, 'kms', 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${credentials.secretAccessKey}`),
  )
  return hmac(keyed, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex') === signature
}

/** `20261120T120000Z` in milliseconds since the epoch. */
const at = (time: string): number =>
  Date.parse(time.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
