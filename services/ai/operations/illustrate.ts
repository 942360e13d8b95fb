import type { Picture, PictureWish } from '../generators/generator.ts'
import { NoAnswer } from '../models/no-answer.ts'
import { paced } from '../pace.ts'
import { paint } from '../pictures/paint.ts'
import type { GeneratorContext } from '../shape.ts'
import { keepPicture } from '../store/pictures.ts'
import { askingFor } from './consult.ts'

/**
 * Has a picture drawn and kept, as a step of its own: what was written before is not written again for it. Resolves to null
 * where none can be made, or not in time: a text without its picture is better than none.
 */
export async function illustrate(wish: PictureWish, generator: string, ctx: GeneratorContext): Promise<Picture | null> {
  const { clock, db, frame, id: newId, job, log, progress, resources, step, user } = ctx
  await progress(85, 'Drawing a picture')
  return step('picture', async () => {
    // The rest is for the end, and for another attempt to find what this one has done.
    const deadline = frame.deadline.within(frame.deadline.remaining / 2)
    try {
      const asking = { ...askingFor(generator, resources.painters, ctx), deadline }
      const { value, model } = await paced(ctx, () => paint({ title: wish.alt, ...wish }, asking))
      const { alt } = wish
      const made = { id: newId(), user: user.id, job: job.id, alt, model, at: new Date(clock.now()), ...value }
      return { url: `/ai/images/${await keepPicture(db, made)}`, alt }
    } catch (error) {
      if (frame.deadline.expired || !(error instanceof NoAnswer || deadline.expired)) throw error
      log.warn(
        { generator, why: error instanceof NoAnswer ? error.message : 'not in time' },
        'a picture could not be made',
      )
      return null
    } finally {
      if (deadline !== frame.deadline) deadline.release()
    }
  })
}
