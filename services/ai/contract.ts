import { contract, downstreamFailed, event, job, query, unavailable } from 'banyan/contract'
import * as z from 'zod'

const topic = z.string().trim().min(3, 'Write at least three characters').max(300)

/** Which model wrote something. `offline` is the built-in one that needs no provider. */
const model = z.string()

export const ResearchReport = z
  .object({
    summary: z.string(),
    keyFindings: z.array(z.string()),
    sources: z.array(z.object({ title: z.string(), url: z.string(), snippet: z.string() })),
    model,
    /** What the report had to do without, e.g. `search`. */
    degraded: z.array(z.string()),
  })
  .meta({ id: 'ResearchReport' })
export type ResearchReport = z.infer<typeof ResearchReport>

export const Tone = z.enum(['Professional', 'Casual', 'Enthusiastic', 'Humorous']).meta({ id: 'Tone' })
export type Tone = z.infer<typeof Tone>

/** Characters that each channel accepts. */
export const channelLimits = { facebook: 2000, instagram: 2200, twitter: 280, linkedin: 3000 } as const

export const SocialPosts = z
  .object({
    facebook: z.string().min(1).max(channelLimits.facebook),
    instagram: z.string().min(1).max(channelLimits.instagram),
    twitter: z.string().min(1).max(channelLimits.twitter),
    linkedin: z.string().min(1).max(channelLimits.linkedin),
    model,
  })
  .meta({ id: 'SocialPosts' })
export type SocialPosts = z.infer<typeof SocialPosts>

export const ModelInfo = z
  .object({
    id: z.string(),
    provider: z.string(),
    /** Its place in the chain: 0 is asked first. */
    order: z.int(),
    offline: z.boolean(),
  })
  .meta({ id: 'ModelInfo' })
export type ModelInfo = z.infer<typeof ModelInfo>

export const UsageRow = z
  .object({
    generator: z.string(),
    model,
    calls: z.int(),
    failedCalls: z.int(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    /** US dollars. */
    cost: z.number(),
  })
  .meta({ id: 'UsageRow' })

const errors = {
  modelUnavailable: unavailable('AI service temporarily unavailable'),
  outputRejected: downstreamFailed('No model gave a usable answer'),
}

export const ai = contract('ai', {
  runResearchAgent: job({
    http: 'POST /ai/run-research-agent',
    auth: 'user',
    summary: 'Research a topic and report with sources',
    input: z.object({ topic }),
    output: ResearchReport,
    errors,
    deadline: '5m',
    concurrency: { total: 10, perUser: 2 },
  }),
  generateSocialMediaPost: job({
    http: 'POST /ai/generate-social-media-post',
    auth: 'user',
    summary: 'Write a post for each channel',
    input: z.object({ topic, tone: Tone, context: z.string().max(8000).optional() }),
    output: SocialPosts,
    errors,
    deadline: '5m',
    concurrency: { total: 10, perUser: 2 },
  }),
  models: query({
    http: 'GET /ai/models',
    auth: 'user',
    summary: 'The models in use, in the order they are asked',
    input: z.object({}),
    output: z.array(ModelInfo),
  }),
  usage: query({
    http: 'GET /ai/usage',
    auth: 'user',
    summary: 'My calls, tokens and cost by generator and model',
    input: z.object({ days: z.int().min(1).max(365).default(30) }),
    output: z.object({ since: z.iso.datetime(), rows: z.array(UsageRow), totalCost: z.number() }),
  }),
  generated: event(
    'ai.content.generated',
    z.object({
      timestamp: z.iso.datetime(),
      userId: z.string(),
      contentType: z.string(),
      metadata: z.object({
        topic: z.string().optional(),
        /** Milliseconds from the start of the job. */
        duration: z.number(),
        tokensUsed: z.int(),
      }),
    }),
    { subject: (data) => data.userId },
  ),
})
