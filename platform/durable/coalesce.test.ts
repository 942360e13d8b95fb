import { describe, expect, test } from 'vitest'
import { Coalescer } from './coalesce.ts'
import { latch } from './fixture/lab.ts'

describe('many small writes', () => {
  test('share a statement while one is under way, and the first goes at once', async () => {
    const statements: number[][] = []
    const door = latch()
    const coalescer = new Coalescer<number, number>(
      async (items) => {
        statements.push([...items])
        await door.opened
        return items.map((n) => n * 2)
      },
      { size: 3, lanes: 1 },
    )
    const first = coalescer.add(1)
    await Promise.resolve()
    const rest = [2, 3, 4, 5, 6].map((n) => coalescer.add(n))
    expect(statements).toEqual([[1]])
    door.open()
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8, 10, 12])
    expect(statements).toEqual([[1], [2, 3, 4], [5, 6]])
  })

  test('do not fail with a neighbour that is bad by itself', async () => {
    const coalescer = new Coalescer<number, number>(
      async (items) => {
        if (items.includes(3)) throw Object.assign(new Error('bad value'), { code: '22P02' })
        return [...items]
      },
      { size: 10, lanes: 1 },
    )
    const settled = await Promise.allSettled([1, 2, 3, 4].map((n) => coalescer.add(n)))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  test('fail together when the connection is at fault, without being sent one by one', async () => {
    let statements = 0
    const coalescer = new Coalescer<number, number>(
      async () => {
        statements++
        throw new Error('Connection terminated unexpectedly')
      },
      { size: 10, lanes: 1 },
    )
    const settled = await Promise.allSettled([1, 2, 3].map((n) => coalescer.add(n)))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(statements).toBe(1)
  })
})
