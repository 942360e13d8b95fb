import { generateImage, type ImageModel, NoImageGeneratedError } from 'ai'
import { along } from '../models/along.ts'
import type { Answered, Asking } from '../models/asking.ts'
import type { Completion } from '../models/complete.ts'
import { faultOf, ModelFault } from '../models/fault.ts'
import { patience } from '../models/patience.ts'
import { nothing, type Usage } from '../models/usage.ts'
import { draw } from './draw.ts'
import type { Drawing, Wish } from './drawing.ts'
import { kindOf } from './kind.ts'

/** Asks the painters of a chain for a picture: see `along`. The offline one draws by itself. */
export const paint = (wish: Wish, asking: Asking<ImageModel>): Promise<Answered<Drawing>> =>
  along({ call: (model) => once(model, wish, asking), most: () => ONE, offline: () => draw(wish) }, asking)

const ONE: Usage = { ...nothing, pictures: 1 }
/** Bytes. A header image has one or two million. */
const LARGEST = 12_000_000

async function once(model: ImageModel, wish: Wish, asking: Asking<ImageModel>): Promise<Completion<Drawing>> {
  const { attemptTimeout, clock, deadline } = asking
  // It is silent until it is done.
  const waiting = patience(clock, { attempt: attemptTimeout, idle: attemptTimeout })
  try {
    const { image } = await generateImage({
      model,
      prompt: wish.prompt,
      ...formOf(model),
      maxRetries: 0,
      abortSignal: AbortSignal.any([deadline.signal, waiting.signal]),
    })
    const bytes = image.uint8Array
    const mediaType = kindOf(bytes)
    if (!mediaType || bytes.length > LARGEST) return { fault: new ModelFault('garbled'), brokeOff: false, usage: ONE }
    return { value: { mediaType, bytes }, usage: ONE }
  } catch (error) {
    const fault = deadline.signal.aborted
      ? new ModelFault('abandoned')
      : (waiting.fault ?? faultFrom(error, clock.now()))
    return { fault, brokeOff: false, usage: nothing }
  } finally {
    waiting.end()
  }
}

/** Wide, as a header is: OpenAI's models take a size, others a ratio. */
function formOf(model: ImageModel) {
  const { provider, modelId } = typeof model === 'string' ? { provider: '', modelId: model } : model
  if (provider.startsWith('replicate')) return { aspectRatio: '16:9' } as const
  if (!/^gpt-image/.test(modelId)) return {}
  return { size: '1536x1024', providerOptions: { openai: { quality: 'medium' } } } as const
}

/** No picture, although nobody refused it. */
const faultFrom = (error: unknown, now: number): ModelFault =>
  NoImageGeneratedError.isInstance(error) ? new ModelFault('garbled') : faultOf(error, now)
