import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { systemClock } from '../../clock/system.ts'
import type { Target } from './proxy.ts'
import type { Weather } from './weather.ts'

/** One connection through the proxy: a client, and the target on the other side. */
export class Connection {
  /** Resolves when both sides are closed. */
  readonly closed: Promise<unknown>
  readonly #client: Socket
  readonly #target: Socket
  readonly #weather: Weather
  /** Bytes until the reset; counted only while a fault asks for it. */
  #left = Number.POSITIVE_INFINITY
  #halfClosed = false

  constructor(client: Socket, target: Target, weather: Weather) {
    this.#client = client
    this.#weather = weather
    this.#target = connect({ ...target, allowHalfOpen: true, noDelay: true })
    if (weather.fault?.kind === 'cut' && weather.fault.after !== undefined) this.#left = weather.fault.after
    const sides = [client, this.#target]
    this.closed = Promise.all(sides.map((side) => new Promise((resolve) => side.once('close', resolve))))
    // Whatever ends one side ends the other in the same way.
    client.on('error', () => this.reset())
    this.#target.on('error', () => this.reset())
    this.#pump(client, this.#target)
    this.#pump(this.#target, client)
  }

  /** Both sides see the connection broken, not ended. */
  reset(): void {
    this.#client.resetAndDestroy()
    this.#target.resetAndDestroy()
  }

  resetAfter(bytes: number): void {
    this.#left = bytes
  }

  endTowardsClient(): void {
    this.#halfClosed = true
    this.#client.end()
  }

  #pump(from: Socket, to: Socket): void {
    const chunks: { readonly bytes: Buffer | undefined; readonly arrived: number }[] = []
    let passing = false
    const pass = async () => {
      passing = true
      for (let next = chunks.shift(); next; next = chunks.shift()) {
        const { bytes, arrived } = next
        await this.#weather.pass(bytes?.length ?? 0, arrived)
        if (to.destroyed) break
        if (bytes === undefined) {
          to.end()
          break
        }
        await this.#send(bytes, to)
        if (from.isPaused() && chunks.length < MOST_CHUNKS) from.resume()
      }
      passing = false
    }
    const came = (bytes: Buffer | undefined) => {
      chunks.push({ bytes, arrived: systemClock.monotonic() })
      if (chunks.length >= MOST_CHUNKS) from.pause()
      if (!passing) void pass()
    }
    from.on('data', came)
    from.on('end', () => came(undefined))
  }

  async #send(bytes: Buffer, to: Socket): Promise<void> {
    if (to === this.#client && this.#halfClosed) return
    const whole = bytes.length < this.#left
    const sent = whole ? bytes : bytes.subarray(0, this.#left)
    this.#left -= sent.length
    const room = sent.length === 0 || to.write(sent)
    if (!whole) {
      // What is in front of the cut arrives: a reset would overtake it.
      await new Promise((resolve) => to.write('', resolve))
      this.reset()
    } else if (!room) await Promise.race([once(to, 'drain').catch(() => undefined), this.closed])
  }
}

/** What waits in one direction before its sender has to wait. */
const MOST_CHUNKS = 64
