import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The properties of the design that are about the platform; the others are those of single services. */
const numbers = [3, 4, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26]

const files = readdirSync(import.meta.dirname)
  .filter((name) => /^p\d+-/.test(name))
  .map((name) => ({ name, text: readFileSync(`${import.meta.dirname}/${name}`, 'utf8') }))

test('each property of the platform is shown, in a file of its number, under a comment that says which it is', () => {
  const found = files.map(({ name, text }) => {
    const [, number, title] = /^property\((\d+), '(.*)', async \(links\) => \{$/m.exec(text) ?? []
    expect(text).toContain(`// Feature: microservices-architecture, Property ${number}: ${title}\nproperty(${number}, `)
    expect(name).toMatch(new RegExp(`^p${number?.padStart(2, '0')}-`))
    return Number(number)
  })
  expect(found).toEqual(numbers)
})
