/** What is guarded: as good as nothing, so that the guard is what is measured. */
export const work = async () => ({ text: 'done' })
export type Work = typeof work
