import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * Passes a WebSocket on to the web process: the same head with `headers` (name and value in turn), then bytes both ways.
 * Whoever closes first closes both.
 */
export function passSocket(
  origin: string,
  request: IncomingMessage,
  headers: readonly string[],
  socket: Duplex,
  head: Buffer,
): void {
  const { hostname, port } = new URL(origin)
  const upstream = connect(Number(port || 80), hostname)
  upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy())
  socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy())
  upstream.on('connect', () => {
    let text = `GET ${request.url} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`
    for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`
    upstream.write(`${text}\r\n`, 'latin1')
    upstream.write(head)
    upstream.pipe(socket).pipe(upstream)
  })
}

/** Refuses before anything was upgraded. */
export function refuseSocket(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}
