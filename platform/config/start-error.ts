/** What keeps a process from starting. Its message is all that a person is shown: what is wrong and what to do, no secret. */
export class StartError extends Error {
  override readonly name: string = 'StartError'
}
