import { command, contract, query } from 'banyan/contract'
import { service } from 'banyan/service'
import * as z from 'zod'

const segment = z.string()
const Place = z.object({ route: z.string(), a: z.string().optional(), b: z.string().optional() })

const get = <Input extends z.ZodObject>(http: `GET /${string}`, input: Input) =>
  query({ http, auth: 'public', input, output: Place })
const change = <Input extends z.ZodObject>(http: `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, input: Input) =>
  command({ http, auth: 'public', input, output: Place, unrecorded: true })

const none = z.object({})
const a = z.object({ a: segment })
const b = z.object({ b: segment })
const ab = z.object({ a: segment, b: segment })

/** Routes that are hard to tell apart: literals beside parameters at each place, and other ones for other methods. */
export const atlas = contract('atlas', {
  all: get('GET /atlas', none),
  add: change('POST /atlas', none),
  one: get('GET /atlas/{a}', a),
  put: change('PUT /atlas/{a}', a),
  remove: change('DELETE /atlas/{a}', a),
  fresh: get('GET /atlas/new', none),
  addFresh: change('POST /atlas/new', none),
  two: get('GET /atlas/{a}/{b}', ab),
  parts: get('GET /atlas/{a}/parts', a),
  part: get('GET /atlas/{a}/parts/{b}', ab),
  freshParts: get('GET /atlas/new/parts', none),
  freshPart: get('GET /atlas/new/{b}/last', b),
  last: get('GET /atlas/{a}/parts/last', a),
  patchFresh: change('PATCH /atlas/new/{b}', b),
  patchParts: change('PATCH /atlas/{a}/parts', a),
})

export type Route = keyof typeof atlas.members & string

type Answer = z.infer<typeof Place>
const answers = (route: Route) => (input: { a?: string; b?: string }) => ({ route, ...input }) satisfies Answer

export const atlasService = service(atlas, {
  handle: {
    all: answers('all'),
    add: answers('add'),
    one: answers('one'),
    put: answers('put'),
    remove: answers('remove'),
    fresh: answers('fresh'),
    addFresh: answers('addFresh'),
    two: answers('two'),
    parts: answers('parts'),
    part: answers('part'),
    freshParts: answers('freshParts'),
    freshPart: answers('freshPart'),
    last: answers('last'),
    patchFresh: answers('patchFresh'),
    patchParts: answers('patchParts'),
  },
})
