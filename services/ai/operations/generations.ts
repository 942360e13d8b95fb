import type { Handler } from 'banyan/service'
import type { Generator } from '../generators/generator.ts'
import { generators, type JobName } from '../generators/index.ts'
import type { Ai } from '../shape.ts'
import { generate } from './generate.ts'

/** The handler of each job of the contract. */
export const generations = Object.fromEntries(
  Object.entries(generators).map(([name, generator]) => [name, generate(generator as AnyGenerator)]),
  // What belongs together under one name is checked where the registry is written.
) as { readonly [Name in JobName]: Handler<Ai, Name> }

type AnyGenerator = Generator<unknown, unknown, unknown>
