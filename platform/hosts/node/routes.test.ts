import { describe, expect, it } from 'vitest'
import { normalPath, RouteTable } from './routes.ts'

function table(...routes: string[]): RouteTable<string> {
  const made = new RouteTable<string>()
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    made.add(method, path, route, route)
  }
  return made
}

describe('a route table', () => {
  it('finds static paths and parameters by method', () => {
    const routes = table('GET /jobs', 'POST /jobs', 'GET /jobs/{id}', 'POST /jobs/{id}/cancel')
    expect(routes.find('GET', '/jobs')).toEqual({ route: 'GET /jobs', params: {} })
    expect(routes.find('POST', '/jobs/7/cancel')).toEqual({ route: 'POST /jobs/{id}/cancel', params: { id: '7' } })
    expect(routes.find('DELETE', '/jobs/7')).toBeUndefined()
    expect(routes.find('GET', '/jobs/7/8')).toBeUndefined()
  })

  it('prefers a literal segment to a parameter, from left to right', () => {
    const routes = table('GET /jobs/{id}/events', 'GET /jobs/batches/{id}', 'GET /jobs/mine', 'GET /jobs/{id}')
    expect(routes.find('GET', '/jobs/batches/events')?.route).toBe('GET /jobs/batches/{id}')
    expect(routes.find('GET', '/jobs/mine')?.route).toBe('GET /jobs/mine')
    expect(routes.find('GET', '/jobs/7/events')?.params).toEqual({ id: '7' })
  })

  it('takes a path as it is: a slash at the end or an empty segment is another path', () => {
    const routes = table('GET /jobs', 'GET /jobs/{id}', 'GET /a/{b}/c')
    for (const path of ['/jobs/', '/jobs/7/', '//jobs', '/a//c', '/jobs//'])
      expect(routes.find('GET', path), path).toBeUndefined()
  })

  it('decodes parameters, and an encoded slash does not make two segments of one', () => {
    const routes = table('GET /library/{slug}')
    expect(routes.find('GET', '/library/caf%C3%A9%2Fbar')?.params).toEqual({ slug: 'café/bar' })
  })

  it('keeps names that mean something in its pattern language literal', () => {
    const routes = table('GET /a:b/{id}', 'GET /c*/{id}', 'GET /.well-known/(x)/{id}')
    expect(routes.find('GET', '/a:b/1')?.params).toEqual({ id: '1' })
    expect(routes.find('GET', '/ax/1')).toBeUndefined()
    expect(routes.find('GET', '/cd/1')).toBeUndefined()
    expect(routes.find('GET', '/.well-known/(x)/1')?.params).toEqual({ id: '1' })
  })

  it('refuses two routes for the same requests, by the names of both', () => {
    const routes = table('GET /cards/{id}')
    expect(() => routes.add('GET', '/cards/{card}', 'cards.show', 'x')).toThrow(
      'GET /cards/{id} and cards.show both answer GET /cards/{card}',
    )
    routes.add('PUT', '/cards/{card}', 'cards.change', 'y')
    expect(routes.find('PUT', '/cards/1')?.params).toEqual({ card: '1' })
  })

  it('refuses a parameter that is only a part of its segment', () => {
    expect(() => table('GET /cards/{id}.json')).toThrow('a parameter fills its whole segment')
  })
})

describe('a path', () => {
  it.each([
    ['/jobs', '/jobs'],
    ['/%6aobs/%7Ea%2Db', '/jobs/~a-b'],
    ['/a%2Fb/%C3%A9', '/a%2Fb/%C3%A9'],
  ])('%s is the same as %s', (path, normal) => expect(normalPath(path)).toBe(normal))

  it.each(['/%', '/%2', '/%zz', '/%C3', '/%ff', '/a%00b'])('%s has no valid encoding', (path) =>
    expect(normalPath(path)).toBeUndefined(),
  )
})
