import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows } from './csv.ts'
import { reviewsInFile, reviewsInLines } from './reviews-in.ts'

test('lines are reviews, empty ones are not', () => {
  expect(reviewsInLines('Great.\r\n\n  Slow   paperwork. \n')).toEqual(['Great.', 'Slow paperwork.'])
})

test('of a table the column of reviews is taken, whatever it is called and wherever it stands', () => {
  const csv = 'Author,Rating,Comment\nAnn,5,"Great, and ""fast""\nin every way"\nBen,2,Slow\n,,\n'
  expect(reviewsInFile('reviews.csv', csv)).toEqual(['Great, and "fast" in every way', 'Slow'])
  expect(
    reviewsInFile('export.CSV', 'Wer;Sterne;Meinung\nAnn;5;Sehr schön und schnell\nBen;4;Gut, aber teuer'),
  ).toEqual(['Sehr schön und schnell', 'Gut, aber teuer'])
  expect(reviewsInFile('plain.csv', 'Maria was never late.\nSold in a week.')).toEqual([
    'Maria was never late.',
    'Sold in a week.',
  ])
})

test('a text file is one review in a line, commas and all', () => {
  expect(reviewsInFile('reviews.txt', 'Kind, quick\n"Quoted"')).toEqual(['Kind, quick', '"Quoted"'])
})

test('what was written as CSV is read as it was', () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\r', '').replaceAll('\0', ''))
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))
    // Rows of nothing are left out, and a byte order mark is none of the text.
    .filter((rows) => rows.every((row) => row.some((each) => each.trim() !== '')))
  fc.assert(
    fc.property(table, (rows) => {
      const head = rows[0]?.map((_, at) => `c${at}`) ?? []
      const text = [head, ...rows]
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        .join('\r\n')
      expect(csvRows(text)).toEqual([head, ...rows])
    }),
  )
})
