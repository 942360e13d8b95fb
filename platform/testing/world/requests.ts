/** A statement as one connection knows it. */
export interface Prepared {
  readonly text: string
  /** On the server. */
  readonly name: string
  /** Whether the server has it. */
  known: boolean
  /** Of its rows, as the server described them when it got to know it. */
  columns: readonly Column[]
}

export interface Column {
  readonly name: string
  parse(text: string): unknown
}

/** Writes what a connection asks in the messages of PostgreSQL's extended protocol. */
export class Requests {
  /** Written again for each question: by its answer the server has read the one before. */
  #buffer = Buffer.allocUnsafe(16_384)
  #end = 0

  add({ text, name, known }: Prepared, values: readonly unknown[]): void {
    if (!known) {
      this.#message('P', name.length + 3 * text.length + 4, () => {
        this.#string(name)
        this.#string(text)
        this.#int16(0)
      })
      this.#message('D', name.length + 2, () => {
        this.#byte('S')
        this.#string(name)
      })
    }
    this.#bind(name, values.map(parameter))
    this.#message('E', 5, () => {
      this.#int8(0)
      this.#int32(0)
    })
  }

  /** All that was added. Valid until something is added again. */
  take(): Buffer {
    this.#message('S', 0, () => undefined)
    const end = this.#end
    this.#end = 0
    return this.#buffer.subarray(0, end)
  }

  #bind(name: string, values: readonly Parameter[]): void {
    let size = name.length + 8
    for (const value of values) size += 6 + (typeof value === 'string' ? 3 * value.length : (value?.length ?? 0))
    this.#message('B', size, () => {
      this.#int8(0)
      this.#string(name)
      this.#int16(values.length)
      for (const value of values) this.#int16(value instanceof Uint8Array ? 1 : 0)
      this.#int16(values.length)
      for (const value of values) this.#parameter(value)
      // All columns as text.
      this.#int16(0)
    })
  }

  #parameter(value: Parameter): void {
    const at = this.#end
    this.#int32(-1)
    if (value === null) return
    if (typeof value === 'string') this.#end += this.#buffer.write(value, this.#end)
    else {
      this.#buffer.set(value, this.#end)
      this.#end += value.length
    }
    this.#buffer.writeInt32BE(this.#end - at - 4, at)
  }

  /** `size`: the most bytes that its body can take. */
  #message(type: string, size: number, body: () => void): void {
    const needed = this.#end + size + 5
    if (needed > this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], 2 * needed)
    this.#byte(type)
    const at = this.#end
    this.#end += 4
    body()
    this.#buffer.writeInt32BE(this.#end - at, at)
  }

  #byte(letter: string): void {
    this.#int8(letter.charCodeAt(0))
  }

  #int8(value: number): void {
    this.#buffer[this.#end++] = value
  }

  #int16(value: number): void {
    this.#end = this.#buffer.writeInt16BE(value, this.#end)
  }

  #int32(value: number): void {
    this.#end = this.#buffer.writeInt32BE(value, this.#end)
  }

  #string(text: string): void {
    this.#end += this.#buffer.write(text, this.#end)
    this.#int8(0)
  }
}

type Parameter = string | Uint8Array | null

/** As `pg` sends it: bytes as they are, everything else as text. */
function parameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  if (value instanceof Uint8Array) return value
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? arrayText(value) : JSON.stringify(value)
}

/** `{"a","b",NULL}` */
function arrayText(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (Array.isArray(value)) return arrayText(value)
    const text = parameter(value)
    if (text === null) return 'NULL'
    return typeof text === 'string'
      ? `"${text.replaceAll(/["\\]/g, '\\$&')}"`
      : `\\\\x${Buffer.from(text).toString('hex')}`
  })
  return `{${items.join()}}`
}
