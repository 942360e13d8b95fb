import type { ResearchReport } from '@banyan/ai/contract'

/** A report as Markdown, for the clipboard and as context for other texts. */
export function reportMarkdown(title: string, { summary, keyFindings, sources, model }: ResearchReport): string {
  return [
    `# ${title}`,
    summary,
    '## Key findings',
    keyFindings.map((finding, at) => `${at + 1}. ${finding}`).join('\n'),
    '## Sources',
    sources.map((source) => `- [${source.title}](${source.url})`).join('\n'),
    `Model: ${model}`,
  ].join('\n\n')
}

/** What a report says, for another text to be written from: without headings and addresses. */
export function reportText({ summary, keyFindings }: ResearchReport): string {
  return [summary, ...keyFindings.map((finding) => finding.replace(/\s*\[\d+\]$/, ''))].join('\n\n')
}
