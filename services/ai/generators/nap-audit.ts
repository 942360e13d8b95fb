import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import type { runNapAudit as job, NapAudit } from '../contract/nap-audit.ts'
import { audited, pagesOf, readPages, summaryOf } from '../nap/audit.ts'
import { DATA_RULE, FACTS_RULE, prompt } from '../prompt.ts'
import type { Generator } from './generator.ts'
import { searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof job>

const Draft = z.object({
  pages: z
    .array(
      z.object({
        url: z.string().describe('As it stands in the source'),
        name: z.string().describe('As it stands in the source; empty where it has none'),
        address: z.string(),
        phone: z.string(),
      }),
    )
    .max(20),
})

/** How name, address and phone stand on each platform. A model reads the pages; what agrees is decided here. */
export const napAudit: Generator<Input, z.infer<typeof Draft>, NapAudit> = {
  id: 'nap-audit',
  title: 'Brand audit',
  contentType: 'nap-audit',
  estimate: { calls: 1, inputTokens: 4_000, outputTokens: 400 },
  search: {
    queries: ({ name, agency, phone, website }) => ({
      web: [
        `${name} ${agency}`,
        `${name} ${phone}`,
        `${name} ${agency} Zillow Realtor.com`,
        `${name} ${agency} Yelp Facebook LinkedIn`,
        ...(website === undefined ? [] : [`${name} ${new URL(website).hostname}`]),
      ],
      most: 16,
    }),
  },
  write: {
    says: 'Comparing name, address and phone',
    instructions: `You read name, address and phone off web pages, exactly as they stand there. ${FACTS_RULE} ${DATA_RULE}`,
    prompt: (input, material) => prompt`
Which name, address and phone do these pages give of this agent? One entry a page; an empty text for what a page does not give.
Do not correct anything: differences are what is looked for.
${sourceTags({ ...material, sources: pagesOf(input, material.sources) }, prompt`There are no pages: give an empty list.`)}
<name>${input.name}</name>
<agency>${input.agency}</agency>

Answer as JSON: {"pages": [{"url": "...", "name": "...", "address": "...", "phone": "..."}]}`,
    answer: Draft,
    offline: (input, { sources }) => ({ pages: readPages(input, sources) }),
  },
  finish: ({ pages }, { input, material, model }) => {
    const results = audited(input, pages, material.sources)
    return { results, summary: summaryOf(results, material.degraded), ...searchedOf(material), model }
  },
}
