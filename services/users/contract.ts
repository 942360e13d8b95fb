import { command, contract, event, query } from 'banyan/contract'
import * as z from 'zod'

export const Profile = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    bio: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof Profile>

export const Settings = z
  .object({
    theme: z.enum(['system', 'light', 'dark']),
    /** BCP 47, e.g. `en` or `pt-BR`. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag such as en or pt-BR'),
    notifications: z.object({ email: z.boolean(), push: z.boolean() }),
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof Settings>

export const users = contract('users', {
  profile: query({
    http: 'GET /user/profile',
    auth: 'user',
    summary: 'My profile',
    input: z.object({}),
    output: Profile,
  }),
  updateProfile: command({
    http: 'PUT /user/profile',
    auth: 'user',
    summary: 'Change my profile; what is left out stays',
    idempotent: true,
    input: z.object({ name: z.string().trim().min(1).max(120).optional(), bio: z.string().max(2000).optional() }),
    output: Profile,
  }),
  settings: query({
    http: 'GET /user/settings',
    auth: 'user',
    summary: 'My settings',
    input: z.object({}),
    output: Settings,
  }),
  updateSettings: command({
    http: 'PUT /user/settings',
    auth: 'user',
    summary: 'Change my settings; what is left out stays',
    idempotent: true,
    input: Settings.partial(),
    output: Settings,
  }),
  settingsUpdated: event('settings.updated', z.object({ userId: z.string(), theme: z.string() }), {
    subject: (data) => data.userId,
  }),
})
