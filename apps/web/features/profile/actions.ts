'use server'
import { ai } from '@banyan/ai/contract'
import { type AgentProfile, content } from '@banyan/content/contract'
import { settle } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import type { Answer } from '../../lib/orchestrate.ts'
import { loadAll } from '../../lib/session/guard.ts'

export type ProfileSaved =
  | { readonly state: 'saved'; readonly profile: AgentProfile }
  /** Another tab or device saved meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: AgentProfile }
  | { readonly state: 'failed'; readonly failure: FailureView }

/** Changes the agent's profile if it still has `version`; otherwise gives what stands there now. */
export async function saveAgentProfile(version: number, change: Record<string, unknown>): Promise<ProfileSaved> {
  const input = checked(content.members.updateAgentProfile.input, { ...change, ifMatch: `"${version}"` })
  if (!input.ok) return { state: 'failed', failure: input.failure }
  const answer = await loadAll(async (ask): Promise<ProfileSaved> => {
    const saved = await settle(api.content.updateAgentProfile(input.value))
    if (saved.ok) return { state: 'saved', profile: saved.value }
    if (saved.error.code !== 'changedMeanwhile') throw saved.error
    return { state: 'conflict', theirs: await ask('your profile', () => api.content.agentProfile({})) }
  })
  return answer.ok ? answer.value : { state: 'failed', failure: answer.failure }
}

export interface BioWish {
  readonly name: string
  readonly agencyName: string
  readonly certifications: readonly string[]
  readonly experience: string
  readonly tone: string
}

/** Starts writing a biography. The same nonce starts it once. */
export async function startBio({ experience, ...wish }: BioWish, nonce: string): Promise<Answer<Job>> {
  const input = checked(ai.members.generateAgentBio.input, {
    ...wish,
    ...(experience.trim() !== '' && { experience }),
  })
  if (!input.ok) return input
  return loadAll(async (ask) => {
    const call = () => api.ai.generateAgentBio(input.value, onceFor(nonce, input.value))
    const { job_id: id } = await ask('the biography', call)
    return ask('its run', () => api.jobs.get({ id }))
  })
}
