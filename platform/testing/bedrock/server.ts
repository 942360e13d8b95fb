import { sendError } from '../model-server/fault.ts'
import { type Arrival, parsed, startRecorder } from '../model-server/recorder.ts'
import { scripted } from '../model-server/scripted.ts'
import { type ModelServer, modelServer } from '../model-server/server.ts'
import { type ConverseBody, type ConverseRequest, converse } from './converse.ts'
import { type AwsKeys, unsigned } from './signature.ts'

export type FakeBedrock = ModelServer<ConverseRequest>

export interface FakeBedrockOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Each request must be signed with these. */
  readonly keys: AwsKeys
}

/** The runtime of Amazon Bedrock on loopback, that does as it is told. What is not signed is refused. */
export async function startFakeBedrock({ port, keys }: FakeBedrockOptions): Promise<FakeBedrock> {
  const talker = scripted(converse)
  const recorder = await startRecorder<ConverseRequest>({
    port,
    question,
    async answer(arrival, asked, response) {
      const refuse = (status: number, why: string) => sendError(converse, status, undefined, response, why)
      const reason = unsigned(arrival, keys, 'bedrock')
      if (reason !== undefined) return refuse(403, reason)
      if (arrival.method !== 'POST' || !PATH.test(arrival.path)) return refuse(404, `There is no ${arrival.path} here`)
      if (!asked) return refuse(400, 'The body is no JSON')
      return talker.answer(asked, response)
    },
  })
  return modelServer(recorder, talker)
}

const PATH = /^\/model\/([^/]+)\/(converse|converse-stream)$/

function question(arrival: Arrival): ConverseRequest | undefined {
  const [, model, how] = PATH.exec(arrival.path) ?? []
  const body = model === undefined ? undefined : parsed<ConverseBody>(arrival)
  return body && { ...body, model: decodeURIComponent(model as string), stream: how === 'converse-stream' }
}
