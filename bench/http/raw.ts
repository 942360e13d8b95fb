import { createServer } from 'node:http'
import { greet } from '../inline/task.ts'
import { serving } from './child.ts'

/** The floor: no routing, no validation, no headers beyond what an answer needs. */
const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    body += chunk
  })
  request.on('end', () => {
    const text = JSON.stringify(greet(JSON.parse(body)))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    response.end(text)
  })
})
server.listen(0, '127.0.0.1', () => serving((server.address() as { port: number }).port))
