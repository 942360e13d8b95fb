import { ai, ResearchReport, SocialPosts } from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import { isContentJob, madeBy } from '../content/from-job.ts'
import { bodyOf } from '../content/saved-body.ts'
import { marketDrafts } from '../market/drafts.ts'
import { REPORT, type ReportDocument, SOCIAL, type SocialDocument } from './document.ts'

/** What is saved of a result. */
export interface Draft {
  readonly type: string
  readonly title: string
  readonly body: string
}

/** What a finished job becomes in the library. Throws for a kind of job that has no place there. */
export function draftOf(job: Job): Draft {
  const draft = isContentJob(job.kind) ? content : DRAFTS[job.kind]
  if (!draft) throw new TypeError(`a job of kind ${job.kind} has no place in the library`)
  return draft(job)
}

const DRAFTS: Readonly<Record<string, (job: Job) => Draft>> = {
  ...marketDrafts,
  'ai.runResearchAgent': report,
  'ai.generateSocialMediaPost': posts,
}

function content(job: Job): Draft {
  const { title, content } = madeBy(job)
  return { type: content.type, title, body: bodyOf(content) }
}

function report(job: Job): Draft {
  const { topic } = ai.members.runResearchAgent.input.parse(job.input)
  const body: ReportDocument = { ...ResearchReport.parse(job.result), job: job.id }
  return { type: REPORT, title: topic, body: JSON.stringify(body) }
}

function posts(job: Job): Draft {
  const { topic, tone } = ai.members.generateSocialMediaPost.input.parse(job.input)
  const { model, variations, ...posts } = SocialPosts.parse(job.result)
  const body: SocialDocument = { posts, ...(variations && { variations }), tone, model, job: job.id }
  return { type: SOCIAL, title: topic, body: JSON.stringify(body) }
}
