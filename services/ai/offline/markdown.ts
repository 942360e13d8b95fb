/** `[title](address)`, whatever brackets are in either. */
export const link = (title: string, address: string): string =>
  `[${title
    .replace(/[[\]\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()}](${address})`

/** Text that may stand in a line of Markdown: what a title has of its marks is taken for letters. */
export const inLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(/([\\`*_{}[\]<>#])/g, '\\$1')

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

/** Blocks with an empty line between them, without those that are empty. */
export const blocks = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')
