import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** All properties of the design. */
const numbers = Array.from({ length: 26 }, (_, at) => at + 1)

const files = readdirSync(import.meta.dirname)
  .filter((name) => /^p\d+-/.test(name))
  .map((name) => ({ name, text: readFileSync(`${import.meta.dirname}/${name}`, 'utf8') }))

test('each of these properties is shown, in a file of its number, under a comment that says which it is', () => {
  const found = files.map(({ name, text }) => {
    const [, number, title] = /^property\((\d+), '(.*)', async \(links\) => \{$/m.exec(text) ?? []
    expect(text).toContain(`// Feature: microservices-architecture, Property ${number}: ${title}\nproperty(${number}, `)
    expect(name).toMatch(new RegExp(`^p${number?.padStart(2, '0')}-`))
    return Number(number)
  })
  expect(found).toEqual(numbers)
})
