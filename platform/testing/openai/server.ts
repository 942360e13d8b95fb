import type { ServerResponse } from 'node:http'
import { sendError } from '../model-server/fault.ts'
import { parsed, type ReceivedRequest, startRecorder } from '../model-server/recorder.ts'
import { type Scripted, scripted } from '../model-server/scripted.ts'
import { type ModelServer, modelServer } from '../model-server/server.ts'
import { type ChatRequest, chat, errorBody } from './chat.ts'
import { type ImageRequest, images } from './images.ts'

export type { ReceivedRequest }

export interface FakeOpenAI extends ModelServer<ChatRequest> {
  /** Its model of pictures, and what it was asked for. What it says is a picture in base64. */
  readonly pictures: Scripted<ImageRequest> & { readonly requests: readonly ImageRequest[] }
}

export interface FakeOpenAIOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Demanded as a bearer token when given. */
  readonly apiKey?: string
  /** Listed by `/v1/models`; other models are then unknown. By default `fake-model` is listed and every model answers. */
  readonly models?: readonly string[]
}

/**
 * An OpenAI-compatible server on loopback that does as it is told. Without instructions it answers with a sample that is
 * true to the JSON schema of the request, or with a sentence where there is none.
 */
export async function startFakeOpenAI({ port, apiKey, models }: FakeOpenAIOptions): Promise<FakeOpenAI> {
  const talker = scripted(chat)
  const painter = scripted(images)
  const painted: ImageRequest[] = []
  const recorder = await startRecorder<ChatRequest>({
    port,
    question: (arrival) => (arrival.path === CHAT ? parsed(arrival) : undefined),
    async answer(arrival, question, response) {
      const { method, path, headers } = arrival
      if (apiKey !== undefined && headers.authorization !== `Bearer ${apiKey}`)
        return json(response, 401, errorBody('Incorrect API key provided', 'invalid_request_error', 'invalid_api_key'))
      if (path === '/v1/models') return json(response, 200, listOf(models))
      if (method !== 'POST' || (path !== CHAT && path !== IMAGES))
        return sendError(chat, 404, undefined, response, `There is no ${path} here`)
      const picture = path === IMAGES ? parsed<ImageRequest>(arrival) : undefined
      const asked = picture ?? question
      if (!asked) return sendError(chat, 400, undefined, response, 'The body is no JSON')
      if (models && !models.includes(asked.model))
        return json(response, 404, errorBody('No such model', 'invalid_request_error', 'model_not_found'))
      if (question) return talker.answer(question, response)
      if (picture) painted.push(picture)
      if (picture) return painter.answer(picture, response)
    },
  })
  const server = modelServer(recorder, talker, '/v1')
  return {
    ...server,
    pictures: { respond: painter.respond, fail: painter.fail, requests: painted },
    reset() {
      server.reset()
      painter.clear()
      painted.length = 0
    },
  }
}

const CHAT = '/v1/chat/completions'
const IMAGES = '/v1/images/generations'

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const listOf = (models: readonly string[] = ['fake-model']) => ({
  object: 'list',
  data: models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'banyan' })),
})
