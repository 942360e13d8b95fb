import { channelLimits, googleBusinessLimit } from '@banyan/ai/contract'
import type { Channel } from '../../lib/library/posts-text.ts'

/** Characters that each channel accepts. */
export const postLimits: Readonly<Record<Channel, number>> = { ...channelLimits, googleBusiness: googleBusinessLimit }
