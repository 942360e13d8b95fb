import { expect } from 'vitest'
import { type LaunchOptions, launch, type Program } from './process.ts'

/**
 * Starts the program, which refuses: it ends with 1 and says why on standard error in exactly these words, without a
 * stack, and warns of nothing else. `message` may be given up to some words, as a regular expression for the whole.
 */
export async function refusedStart(options: LaunchOptions, message: string | RegExp): Promise<Program> {
  const program = await launch(options)
  const code = await program.exited
  const told = program.errors().trim()
  if (typeof message === 'string') expect(told).toBe(message)
  else expect(told).toMatch(new RegExp(`^(?:${message.source})$`, message.flags))
  expect(code).toBe(1)
  expect(program.lines.filter((line) => !/"level":"(debug|info)"/.test(line))).toEqual([])
  expect(`${told}\n${program.lines.join('\n')}`).not.toMatch(STACK)
  return program
}

/** A line of a stack, or of a dump of an error. */
export const STACK = /^\s*at .*[:(]|node:internal|\\n\s+at |\.ts:\d+|errno:|\[cause\]/m
