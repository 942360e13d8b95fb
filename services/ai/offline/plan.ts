import type { InputOf } from 'banyan/contract'
import { shorten } from 'banyan/text'
import type { generateMarketingPlan } from '../contract/marketing-plan.ts'
import type { PlanDraft } from '../generators/marketing-plan.ts'
import { counted, ended, listed } from './wording.ts'

type Input = InputOf<typeof generateMarketingPlan>
type Step = PlanDraft['steps'][number]

/** The steps that follow from the numbers given: each says which. */
export function offlinePlan(input: Input): PlanDraft {
  const steps = [
    listings(input),
    reviews(input),
    followers(input),
    authority(input),
    content(input),
    measure(input),
  ].filter((step) => step !== undefined)
  return { steps, timeline: timelineOf(steps), budget: budgetOf(input) }
}

/** Platforms that differ are corrected, those where nothing was found are claimed. */
function listings({ brandAudit: { results = [], summary } }: Input): Step | undefined {
  const named = (consistency: string) =>
    results.filter((result) => result.consistency === consistency).map(({ platform }) => platform)
  const [differ, absent] = [named('Inconsistent'), named('Not Found')]
  if (differ.length + absent.length === 0)
    return results.length > 0 || summary === undefined
      ? undefined
      : {
          title: 'Work through the brand audit',
          description: 'Correct what the audit found, the platforms that clients use most first.',
          tactics: [
            'Write down the one form of name, address and phone',
            'Correct each platform',
            'Run the audit again',
          ],
          rationale: `The audit says: ${ended(shorten(summary, 600))}`,
          tool: 'Brand audit',
        }
  return {
    title: 'Make name, address and phone the same everywhere',
    description: 'Search engines and clients trust an agent more whose details are the same on each platform.',
    tactics: [
      'Write down the one form of name, address and phone',
      ...(differ.length > 0 ? [`Correct ${listed(differ)}`] : []),
      ...(absent.length > 0 ? [`Claim or create a profile on ${listed(absent)}`] : []),
      'Run the brand audit again in four weeks',
    ].map((tactic) => shorten(tactic, 400)),
    rationale: because(
      `Of ${counted(results.length, 'platform')} checked, ${differ.length} differ and ${absent.length} have no page that was found.`,
    ),
    tool: 'Brand audit',
  }
}

function reviews({ brandAudit: { own }, competitors }: Input): Step {
  const best = leader(competitors, 'reviewCount')
  const mine = own?.reviewCount
  const gap =
    best && mine !== undefined && best.value > mine
      ? `${best.name} has ${counted(best.value, 'review')}, you have ${mine}: ${best.value - mine} more.`
      : best
        ? `${best.name} has the most reviews of those compared: ${best.value}.`
        : 'No numbers of reviews were given to compare with.'
  const rated = leader(competitors, 'avgRating')
  const stars =
    rated && own?.avgRating !== undefined
      ? ` The best rating among them is ${rated.value} (${rated.name}), yours is ${own.avgRating}.`
      : ''
  return {
    title: 'Ask each client for a review',
    description: 'Reviews are what clients read first. Asking at the right moment costs nothing.',
    tactics: [
      'Ask on the day of the closing, with a link that opens the review form',
      'Answer each review within two days, the critical ones first',
      'Analyse all reviews once a quarter, and change one thing that they name',
    ],
    rationale: because(gap + stars),
    tool: 'Review analysis',
  }
}

function followers({ brandAudit: { own }, competitors }: Input): Step | undefined {
  const best = leader(competitors, 'socialFollowers')
  if (!best || best.value <= (own?.socialFollowers ?? 0)) return undefined
  const mine = own?.socialFollowers === undefined ? '' : `, you have ${own.socialFollowers.toLocaleString('en-US')}`
  return {
    title: 'Post where the competitors are followed',
    description: 'A steady rhythm on two channels reaches more people than a burst on five.',
    tactics: [
      'Choose two channels and keep to them',
      'Write the posts of a week in one go, from one topic',
      'Answer each comment on the same day',
    ],
    rationale: because(`${best.name} has ${counted(best.value, 'follower')}${mine}.`),
    tool: 'Content studio: social posts',
  }
}

function authority({ brandAudit: { own }, competitors }: Input): Step | undefined {
  const best = leader(competitors, 'domainAuthority')
  if (!best || best.value <= (own?.domainAuthority ?? 0)) return undefined
  const mine = own?.domainAuthority === undefined ? '' : `, yours has ${own.domainAuthority}`
  return {
    title: 'Earn links to the website',
    description: 'Pages that local people link to are found more easily.',
    tactics: [
      'Publish one neighborhood guide a month',
      'Offer it to local businesses named in it',
      'List the website on each profile',
    ],
    rationale: because(`The website of ${best.name} has a domain authority of ${best.value}${mine}.`),
    tool: 'Content studio: neighborhood guides',
  }
}

const content = ({ goal }: Input): Step => ({
  title: 'Publish something useful each week',
  description: 'Answers to what clients ask are found, shared, and used again in conversations.',
  tactics: [
    'Write down the questions of the last ten conversations',
    'Answer one a week: as a blog post, and from it as social posts',
    'Write a market update each month',
  ],
  rationale: because(goal === undefined ? 'It feeds all other steps.' : `It works towards the goal: ${ended(goal)}`),
  tool: 'Content studio: blog posts',
})

const measure = ({ competitors }: Input): Step => ({
  title: 'Look at the numbers once a month',
  description: 'What brings clients is kept, what does not is dropped.',
  tactics: [
    'Ask each new client where they found you, and write it down',
    competitors.length > 0
      ? 'Compare yourself with the same competitors again'
      : 'Find three competitors to compare with',
    'Drop the step that brought least, and give its time to the one that brought most',
  ],
  rationale: 'Without numbers one cannot know which step works.',
  tool: 'Competitors',
})

const because = (facts: string): string => shorten(facts, 800)

type Figure = 'reviewCount' | 'avgRating' | 'socialFollowers' | 'domainAuthority'

/** Who has most of something; undefined where nobody's is known. */
function leader(competitors: Input['competitors'], key: Figure): { name: string; value: number } | undefined {
  const known = competitors.flatMap((each) => (each[key] ? [{ name: each.name, value: each[key] }] : []))
  return known.sort((a, b) => b.value - a.value)[0]
}

/** One week for the first step, two for each other; the last goes on. */
function timelineOf(steps: readonly Step[]): string {
  const lines = steps.map(({ title }, at) => {
    const from = at === 0 ? 1 : 2 * at
    if (at === steps.length - 1) return `From week ${from} on: ${title}.`
    return at === 0 ? `Week 1: ${title}.` : `Weeks ${from} to ${from + 1}: ${title}.`
  })
  return lines.join('\n')
}

const budgetOf = ({ budget }: Input): string =>
  budget === undefined
    ? 'No budget was named. All steps can be done without spending money; they cost time. Decide on an amount when the monthly numbers show which step brings clients.'
    : `The budget named is ${ended(budget)} Keep it until the monthly numbers show which step brings clients, then spend it on that step alone. All steps can be begun without spending.`
