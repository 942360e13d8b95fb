import { expect, test } from 'vitest'
import { outdated } from '../scripts/docs.ts'

test('the generated documents are what their sources say: node scripts/docs.ts', () => {
  expect(outdated()).toEqual([])
})
