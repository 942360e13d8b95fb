import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'

/**
 * Puts a child behind this process, which is the front door: where cores are short, it goes on letting in what can be done
 * and refusing the rest in time. It gets half of the front's share of a core that both want.
 */
export function stepBehind({ pid }: ChildProcess): () => void {
  if (pid !== undefined) unlessGone(() => setPriority(pid, behind()))
  return () => {}
}

/**
 * Puts a child behind everybody while it loads its modules again, which takes seconds of a core on several threads: those
 * that are left have its work to do, too. Gives what ends that. Only the superuser, or who has CAP_SYS_NICE, may end it;
 * with anybody else it does no more than `stepBehind`.
 */
export function standBack(child: ChildProcess): () => void {
  const { pid } = child
  if (!mayRaise || pid === undefined) return stepBehind(child)
  unlessGone(() => setPriority(pid, constants.priority.PRIORITY_LOW))
  // Linux knows priorities of threads; those of the process are there by now.
  return () =>
    unlessGone(() => {
      for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), behind())
    })
}

/** Its own niceness and three more, as far as that goes. */
const behind = (): number => Math.min(constants.priority.PRIORITY_LOW, getPriority() + 3)

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
