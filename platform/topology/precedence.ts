import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'

/**
 * Puts a child behind everybody while it loads its modules again, which takes seconds of a core on several threads: those
 * that are left have its work to do, too. Gives what ends that. Only the superuser, or who has CAP_SYS_NICE, may end it:
 * with anybody else nothing happens.
 */
export function standBack({ pid }: ChildProcess): () => void {
  if (!mayRaise || pid === undefined) return () => {}
  unlessGone(() => setPriority(pid, constants.priority.PRIORITY_LOW))
  // Linux knows priorities of threads; those of the process are there by now.
  return () =>
    unlessGone(() => {
      for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), getPriority())
    })
}

const CAP_SYS_NICE = 23n

const mayRaise = process.platform === 'linux' && ((capabilities() >> CAP_SYS_NICE) & 1n) === 1n

function capabilities(): bigint {
  const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return BigInt(`0x${effective}`)
}

function unlessGone(work: () => void): void {
  try {
    work()
  } catch (error) {
    const { code, info } = error as NodeJS.ErrnoException & { readonly info?: { readonly code?: string } }
    // It has ended meanwhile, or one of its threads; whoever supervises it sees that.
    if (code !== 'ENOENT' && info?.code !== 'ESRCH') throw error
  }
}
