import pg from 'pg'
import { getTypeParser } from '../../store/connection.ts'
import type { Column, Prepared } from './requests.ts'

/** What a statement gives, as `pg` tells it. */
export type Answer = { readonly result: pg.QueryResult } | { readonly error: Error }

/** Reads the messages of a server, and tells the answer to each question. */
export class Answers {
  readonly #tell: (answer: Answer) => void
  /** A message of which only the beginning has come. */
  #rest: Buffer | undefined
  #asked: readonly Prepared[] = []
  /** Which of them the server is at. */
  #at = 0
  #rows: Record<string, unknown>[] = []
  #command = ''
  #error: Error | undefined

  constructor(tell: (answer: Answer) => void) {
    this.#tell = tell
  }

  /** One question: the answer to its last statement is its answer. */
  expect(asked: readonly Prepared[]): void {
    this.#asked = asked
    this.#at = 0
    this.#error = undefined
  }

  /** Keeps nothing of `read`. */
  read(read: Buffer): void {
    const data = this.#rest ? Buffer.concat([this.#rest, read]) : read
    this.#rest = undefined
    let at = 0
    while (data.length - at >= 5) {
      const next = at + 1 + data.readInt32BE(at + 1)
      if (next > data.length) break
      this.#message(String.fromCharCode(data[at] as number), data, at + 5, next)
      at = next
    }
    if (at < data.length) this.#rest = Buffer.from(data.subarray(at))
  }

  #message(type: string, data: Buffer, at: number, end: number): void {
    const statement = this.#asked[this.#at]
    switch (type) {
      case '1':
        if (statement) statement.known = true
        break
      case 'T':
        if (statement) statement.columns = columnsOf(data, at)
        break
      case '2':
        this.#rows = []
        break
      case 'D':
        this.#rows.push(rowOf(data, at, statement?.columns ?? []))
        break
      case 'C':
        this.#command = data.toString('latin1', at, end - 1)
        this.#at++
        break
      case 'E':
        this.#error = errorOf(data, at, end)
        break
      case 'Z':
        this.#tell(this.#error ? { error: this.#error } : { result: resultOf(this.#command, this.#rows) })
    }
  }
}

/** `UPDATE 3`, or `INSERT 0 1`. */
function resultOf(command: string, rows: Record<string, unknown>[]): pg.QueryResult {
  const words = command.split(' ')
  const count = words.length > 1 ? Number(words.at(-1)) : null
  return { command: words[0] as string, rowCount: count, oid: 0, fields: [], rows }
}

function columnsOf(data: Buffer, from: number): Column[] {
  let at = from + 2
  return Array.from({ length: data.readInt16BE(from) }, () => {
    const end = data.indexOf(0, at)
    const name = data.toString('utf8', at, end)
    const parse = getTypeParser(data.readInt32BE(end + 7), 'text')
    // After the name: table, column, type, its size, its modifier, the format.
    at = end + 19
    return { name, parse }
  })
}

function rowOf(data: Buffer, from: number, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = from + 2
  for (const { name, parse } of columns) {
    const size = data.readInt32BE(at)
    at += 4
    row[name] = size < 0 ? null : parse(data.toString('utf8', at, at + size))
    if (size > 0) at += size
  }
  return row
}

function errorOf(data: Buffer, from: number, end: number): Error {
  const fields: Record<string, string> = {}
  for (let at = from; at < end && data[at] !== 0; ) {
    const stop = data.indexOf(0, at)
    fields[String.fromCharCode(data[at] as number)] = data.toString('utf8', at + 1, stop)
    at = stop + 1
  }
  const { C: code, D: detail, H: hint, n: constraint, s: schema, t: table } = fields
  const error = new pg.DatabaseError(fields.M ?? '', end - from, 'error')
  return Object.assign(error, { code, detail, hint, constraint, schema, table })
}
