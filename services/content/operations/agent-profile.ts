import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { findProfile } from '../store/agent-profile.ts'

export const agentProfile: Handler<Content, 'agentProfile'> = (_, { user, db }) => findProfile(db, user.id)
