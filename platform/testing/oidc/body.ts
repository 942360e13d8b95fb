import { IncomingMessage } from 'node:http'

/** All that was sent. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** The same request, to be read once more. */
export function again(request: IncomingMessage, text: string): IncomingMessage {
  const copy = new IncomingMessage(request.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  // Complete: one that ends before takes the connection with it.
  Object.assign(copy, {
    complete: true,
    method,
    url,
    headers,
    rawHeaders,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
  })
  if (text !== '') copy.push(text)
  copy.push(null)
  return copy
}
