import { readdirSync, readFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'

/**
 * Lets everybody else go first while a process that was killed loads its modules again: this takes seconds of a core, on
 * several threads, and whoever is left has its work to do, too. Gives what ends that. Nothing happens where this process
 * may not end it: a priority is easily given up, and only the superuser, or who has CAP_SYS_NICE, gets it back.
 */
export function giveWay(pid: number): () => void {
  if (!mayRaise) return () => {}
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
