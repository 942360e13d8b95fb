import { createHash, createHmac } from 'node:crypto'
import type { Arrival } from '../model-server/recorder.ts'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly region: string
}

/** Why a request is not signed as AWS asks for (Signature Version 4), or undefined where it is. */
export function unsigned(arrival: Arrival, keys: AwsKeys, service: string): string | undefined {
  const given = AUTHORIZATION.exec(arrival.headers.authorization ?? '')?.groups
  if (!given) return 'Missing Authentication Token'
  const { id, date = '', region, of, names = '', signature } = given
  if (id !== keys.accessKeyId) return 'The security token included in the request is invalid.'
  if (region !== keys.region || of !== service) return 'Credential should be scoped to a valid region and service.'
  if (keys.sessionToken !== undefined && arrival.headers['x-amz-security-token'] !== keys.sessionToken)
    return 'The security token included in the request is invalid.'
  const signed = names.split(';')
  if (!signed.includes('host') || !signed.includes('x-amz-date')) return 'host and x-amz-date must be signed.'
  const at = String(arrival.headers['x-amz-date'])
  const scope = [date, region, of, 'aws4_request']
  const canonical = [
    arrival.method,
    arrival.path.split('/').map(encode).join('/'),
    '',
    ...signed.map((name) => `${name}:${String(arrival.headers[name]).replace(/\s+/g, ' ')}`),
    '',
    names,
    sha256(arrival.text),
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(canonical)].join('\n')
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${keys.secretAccessKey}`)
  if (!at.startsWith(date) || hmac(key, text).toString('hex') !== signature)
    return 'The request signature we calculated does not match the signature you provided.'
  return undefined
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)\/(?<date>\d{8})\/(?<region>[^/]+)\/(?<of>[^/]+)\/aws4_request, ?SignedHeaders=(?<names>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$/

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The path is encoded a second time for the signature. */
const encode = (segment: string): string =>
  encodeURIComponent(segment).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
