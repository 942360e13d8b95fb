import { expect, test } from 'vitest'
import { choosing, documentWith, onlyChosen, setsOf, writing } from './sets.ts'

const set = (name: string) => ({ facebook: name, instagram: name, twitter: name, linkedin: name })
const social = { posts: set('a'), variations: [set('b'), set('c')], model: 'offline', job: 'j' }

test('the chosen set comes first when it is saved, and none is lost', () => {
  const saved = documentWith(social, choosing(setsOf(social), 1))
  expect(saved).toEqual({ ...social, posts: set('b'), variations: [set('a'), set('c')] })
  expect(documentWith(saved, setsOf(saved))).toEqual(saved)
})

test('what is written goes into the chosen set alone', () => {
  const sets = writing(choosing(setsOf(social), 2), 'twitter', 'mine')
  expect(documentWith(social, sets)).toMatchObject({
    posts: { ...set('c'), twitter: 'mine' },
    variations: [set('a'), set('b')],
  })
})

test('with only one kept, nothing speaks of variations', () => {
  const saved = documentWith(social, onlyChosen(choosing(setsOf(social), 1)))
  expect(saved).toEqual({ posts: set('b'), model: 'offline', job: 'j' })
})
