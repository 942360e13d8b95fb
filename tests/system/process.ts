import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'
import { scratchFolder } from '../../platform/testing/scratch.ts'
import { answering, databaseEnded, type LaunchOptions, launchProgram, type Program } from './program.ts'

export type { LaunchOptions, Program }

/** Starts the real program, and ends it after the tests of the file if it is still there. */
export async function launch(options: LaunchOptions): Promise<Program> {
  const program = await launchProgram(options)
  started.push({ data: options.data, program })
  return program
}

/** The same, ready. */
export const startSystem = async (options: LaunchOptions): Promise<Program> => answering(await launch(options))

/** A new folder, removed after the tests of the file. */
export async function newFolder(parent?: string): Promise<string> {
  const folder = await scratchFolder(parent)
  folders.push(folder)
  return folder
}

/** The data of a program that has run and was stopped: each time a copy of its own. */
export async function usedData(parent?: string): Promise<string> {
  original ??= (async () => {
    const data = await newFolder()
    const program = await startSystem({ data })
    await program.stop()
    return data
  })()
  const folder = await newFolder(parent)
  await promisify(execFile)('cp', ['-a', `${await original}/.`, folder])
  return folder
}

let original: Promise<string> | undefined
const started: { readonly data: string; readonly program: Program }[] = []
const folders: string[] = []

afterAll(async () => {
  await Promise.all(started.map(({ program }) => program.kill('SIGKILL')))
  for (const { data } of started) await databaseEnded(data)
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})
