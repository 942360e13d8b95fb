import type { PlanDocument } from './plan.ts'

/** A plan as Markdown, with what is done ticked. */
export function planText(title: string, { plan: { steps, timeline, budget }, model }: PlanDocument): string {
  const each = steps.flatMap(({ title, description, tactics, done }, at) => [
    `## ${at + 1}. ${title}${done ? ' (done)' : ''}`,
    description,
    tactics
      .filter((tactic) => tactic.trim() !== '')
      .map((tactic) => `- ${tactic}`)
      .join('\n'),
  ])
  return [
    `# ${title}`,
    ...each,
    '## Timeline',
    timeline,
    '## Budget',
    budget,
    ...(model === undefined ? [] : [`Model: ${model}`]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
