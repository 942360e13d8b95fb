import fc from 'fast-check'
import { describe, test } from 'vitest'
import { calm, hurry } from './eventually.ts'

/** How services reach each other, and the gateway them. */
export const allLinks = ['inline', 'http'] as const
export type Links = (typeof allLinks)[number]

/** What a property is about, on services that are connected by one kind of link. */
export interface Subject<T> {
  /** The inputs for which it has to hold. */
  readonly inputs: fc.Arbitrary<T>
  /** Rejects where it does not hold. Called many times in turn: each run stands for itself. */
  holds(input: T): Promise<void>
  /** After the last run: rejects where something showed late, or where the runs never got to what they are about. */
  afterwards?(): Promise<void>
  close(): Promise<void>
}

/** Runs over each link. `npm run properties` asks for more than `npm test`. */
const runs = Number(process.env.PROPERTY_RUNS ?? 100)
/** Of everything that is generated: the same seed gives the same inputs. */
const seed = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** A property of the design by its number and title there. It fails with the smallest input for which it does not hold. */
export function property<T>(number: number, title: string, open: (links: Links) => Promise<Subject<T>>): void {
  describe(`Feature: microservices-architecture, Property ${number}: ${title}`, () => {
    test.each(allLinks)(
      `holds in ${runs} runs over %s links, seed ${seed}`,
      async (links) => {
        calm()
        const subject = await open(links)
        try {
          const about = fc.asyncProperty(subject.inputs, (input) => subject.holds(input).catch(hurried))
          const enough = fc.interruptAfterTimeLimit(TIME_LIMIT * ENOUGH, { failOnInterrupt: true })
          const details = await fc.check(about, { seed, numRuns: runs, plugins: [enough] })
          if (details.failed) throw new Error(await told(number, details), { cause: details.errorInstance })
          await subject.afterwards?.()
        } finally {
          await subject.close()
        }
      },
      TIME_LIMIT,
    )
  })
}

const told = async <Ts>(number: number, details: fc.RunDetails<Ts>): Promise<string> =>
  `${await fc.asyncDefaultReportMessage(details)}\n\nAgain: npm run properties -- --seed ${seed} --property ${number}`

/** What fails now fails again and again, while it is made small. */
function hurried(error: unknown): never {
  hurry()
  throw error
}

/** Milliseconds: for a start on a busy machine and for making a failure small, and for each run. */
const TIME_LIMIT = 120_000 + 600 * runs
/** The share of it after which a failure is small enough. */
const ENOUGH = 0.8
