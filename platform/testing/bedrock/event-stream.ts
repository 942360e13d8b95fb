import { crc32 } from 'node:zlib'

/** A message of `application/vnd.amazon.eventstream`: what happened, and JSON. */
export type Message = readonly [kind: 'event' | 'exception', name: string, data: object]

/** The binary framing of AWS: lengths, a checksum of them, headers, the payload, and a checksum of it all. */
export const framed = (messages: readonly Message[]): Buffer => Buffer.concat(messages.map(frame))

function frame([kind, name, data]: Message): Buffer {
  const headers = Buffer.concat([
    header(`:${kind}-type`, name),
    header(':content-type', 'application/json'),
    header(':message-type', kind),
  ])
  const payload = Buffer.from(JSON.stringify(data))
  const prelude = Buffer.alloc(8)
  prelude.writeUInt32BE(8 + 4 + headers.length + payload.length + 4, 0)
  prelude.writeUInt32BE(headers.length, 4)
  const whole = Buffer.concat([prelude, checksum(prelude), headers, payload])
  return Buffer.concat([whole, checksum(whole)])
}

/** Name and value with their lengths before them; 7 is the type of a string. */
function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)])
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}
