import { describe, expect, test } from 'vitest'
import { addressesIn, phonesIn } from './read.ts'
import { sameAddress, sameName, samePhone } from './same.ts'

test.each([
  ['(512) 555-0142', '512-555-0142', true],
  ['(512) 555-0142', '+1 512.555.0142', true],
  ['(512) 555-0142', '1-512-555-0142 ext. 9', true],
  ['(512) 555-0142', '0015125550142', true],
  ['(512) 555-0142', '(512) 555-0143', false],
  ['', '', false],
])('phone %s and %s: %s', (a, b, same) => {
  expect([samePhone(a, b), samePhone(b, a)]).toEqual([same, same])
})

test.each([
  ['Maria Gomez', 'MARÍA GÓMEZ', true],
  ['Maria Gomez', 'Maria R. Gomez, REALTOR®', true],
  ['Maria Gomez', 'Maria Gomez GRI CRS', true],
  ['Jim O’Neil', "Jim O'Neil", true],
  ['Maria Gomez', 'Maria Gomes', false],
  ['Maria Gomez', 'Gomez', false],
  ['', '', false],
])('name %s and %s: %s', (a, b, same) => {
  expect([sameName(a, b), sameName(b, a)]).toEqual([same, same])
})

describe('addresses', () => {
  test.each([
    ['500 Congress Ave, Suite 200, Austin, TX 78701', '500 Congress Avenue Ste. 200, Austin TX 78701', true],
    ['500 Congress Ave, Suite 200, Austin, TX 78701', '500 CONGRESS AVE #200 AUSTIN', true],
    ['500 Congress Ave, Suite 200, Austin, TX 78701', '500 Congress Ave', true],
    ['500 Congress Ave, Austin, TX 78701', '500 Congress Ave, Austin, Texas 78701-1234, USA', true],
    ['12 N. Main St., Waco, TX', '12 North Main Street, Waco', true],
    ['12 Main St NW, Washington, DC', '12 Main Street Northwest, Washington', true],
    ['1 Elm Ct, Hartford, CT', '1 Elm Court, Hartford, CT', true],
    ['1200 Broadway, Nashville, TN', '1200 Broadway, Nashville', true],
    ['500 Congress Ave, Suite 200, Austin', '500 Congress Ave, Suite 300, Austin', false],
    ['500 Congress Ave, Austin', '510 Congress Ave, Austin', false],
    ['500 Congress Ave, Austin, TX 78701', '500 Congress Ave, Austin, TX 78702', false],
    ['500 Congress Ave, Austin', '500 Congress Ave, Dallas', false],
    ['500 Congress Ave, Austin, TX', '500 Congress Ave, Austin, MN', false],
    ['12 Main St NW, Washington', '12 Main St SE, Washington', false],
    ['', '', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect([sameAddress(a, b), sameAddress(b, a)]).toEqual([same, same])
  })

  test('are read out of a text, and nothing else is', () => {
    expect(
      addressesIn('Visit 500 Congress Ave, Suite 200, Austin, TX 78701. Sold 120 homes in 2024 on Main Street.'),
    ).toEqual(['500 Congress Ave, Suite 200, Austin, TX 78701'])
    expect(addressesIn('at 12 N. Oak Hill Drive and 7 Elm St.')).toEqual(['12 N. Oak Hill Drive', '7 Elm St.'])
    expect(addressesIn('4.9 stars, 120 reviews, $500,000 on Main Street')).toEqual([])
  })
})

test('phones are read out of a text, and other numbers are not', () => {
  expect(phonesIn('Call (512) 555-0142 or 512.555.0199, +1 512-555-0100')).toEqual([
    '(512) 555-0142',
    '512.555.0199',
    '+1 512-555-0100',
  ])
  expect(phonesIn('MLS 5125550142123, order 123-456-78901, in 2024, $512,555')).toEqual([])
})
