import * as z from 'zod'
import { labelled, link, paragraphs, plain, section } from '../compose.ts'
import { renderer } from './renderer.ts'

const Audit = z.object({
  summary: z.string().default(''),
  results: z.array(
    z.object({
      platform: z.string(),
      url: z.string().default(''),
      foundName: z.string(),
      foundAddress: z.string(),
      foundPhone: z.string(),
      consistency: z.string(),
    }),
  ),
})

export const brandAudit = renderer(Audit, ({ summary, results }) => [
  ...paragraphs(summary),
  ...results.flatMap(({ platform, url, foundName, foundAddress, foundPhone, consistency }) =>
    section(`${platform}: ${consistency}`, [
      labelled('Name', foundName),
      labelled('Address', foundAddress),
      labelled('Phone', foundPhone),
      ...(url === '' ? [] : [{ kind: 'paragraph', text: `**Page:** ${link(url, url)}` } as const]),
    ]),
  ),
  ...(results.length === 0 ? [{ kind: 'paragraph', text: plain('No platform was looked at.') } as const] : []),
])
