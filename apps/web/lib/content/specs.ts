/** A column of a field that has rows. */
export interface Column {
  readonly name: string
  readonly label: string
  /** `number` is a whole number of one or more. */
  readonly look: 'line' | 'text' | 'markdown' | 'number'
}

interface Common {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** Characters that fit where it is used. More may be written: it is marked. */
  readonly limit?: number
}

/** One part of a content that is read, edited, copied and written again by itself. */
export type FieldSpec = TextSpec | ItemsSpec | RowsSpec

export interface TextSpec extends Common {
  readonly look: 'line' | 'text' | 'markdown'
}

export interface ItemsSpec extends Common {
  readonly look: 'bullets' | 'tags'
}

export interface RowsSpec extends Common {
  readonly look: 'table' | 'sections' | 'scenes' | 'questions'
  /** What a row is called. */
  readonly row: string
  readonly columns: readonly Column[]
}

export type Row = Readonly<Record<string, string | number>>
export type FieldValue = string | readonly string[] | readonly Row[]
/** What a content says, by the names of its fields. Its title stands beside it. */
export type Fields = Readonly<Record<string, FieldValue>>

/** The kinds of content that are made of fields, each in the order in which it is read. */
export const specs = {
  'blog-post': [
    { name: 'content', label: 'Post', look: 'markdown', limit: 30_000 },
    {
      name: 'metaDescription',
      label: 'Meta description',
      look: 'text',
      limit: 160,
      hint: 'What search engines show below the title.',
    },
    { name: 'tags', label: 'Tags', look: 'tags' },
  ],
  'market-update': [
    { name: 'keyPoints', label: 'Key points', look: 'bullets' },
    {
      name: 'statistics',
      label: 'Statistics',
      look: 'table',
      row: 'figure',
      columns: [
        { name: 'metric', label: 'Metric', look: 'line' },
        { name: 'value', label: 'Value', look: 'line' },
        { name: 'change', label: 'Change', look: 'line' },
      ],
    },
    { name: 'content', label: 'Update', look: 'markdown', limit: 20_000 },
  ],
  'neighborhood-guide': [
    {
      name: 'sections',
      label: 'Guide',
      look: 'sections',
      row: 'section',
      columns: [
        { name: 'heading', label: 'Heading', look: 'line' },
        { name: 'content', label: 'Text', look: 'markdown' },
      ],
    },
  ],
  'video-script': [
    { name: 'hook', label: 'Hook', look: 'text', limit: 400, hint: 'What is said in the first seconds.' },
    {
      name: 'scenes',
      label: 'Scenes',
      look: 'scenes',
      row: 'scene',
      columns: [
        { name: 'visual', label: 'Picture', look: 'text' },
        { name: 'narration', label: 'Spoken', look: 'text' },
        { name: 'seconds', label: 'Seconds', look: 'number' },
      ],
    },
    { name: 'callToAction', label: 'Call to action', look: 'text', limit: 400 },
  ],
  'listing-description': [
    { name: 'headline', label: 'Headline', look: 'line', limit: 120 },
    { name: 'description', label: 'Description', look: 'text', limit: 3000 },
    { name: 'highlights', label: 'Highlights', look: 'bullets' },
  ],
  'listing-faqs': [
    {
      name: 'faqs',
      label: 'Questions and answers',
      look: 'questions',
      row: 'question',
      columns: [
        { name: 'q', label: 'Question', look: 'line' },
        { name: 'a', label: 'Answer', look: 'text' },
      ],
    },
  ],
  'agent-bio': [{ name: 'bio', label: 'Bio', look: 'text', limit: 6000 }],
} as const satisfies Readonly<Record<string, readonly FieldSpec[]>>

export type ContentType = keyof typeof specs

export const isContentType = (type: string): type is ContentType => Object.hasOwn(specs, type)

export const specsOf = (type: ContentType): readonly FieldSpec[] => specs[type]

/** A content of which nothing is written yet. */
export const emptyFields = (type: ContentType): Fields =>
  Object.fromEntries(specsOf(type).map((spec) => [spec.name, isText(spec) ? '' : []]))

export const isText = (spec: FieldSpec): spec is TextSpec =>
  spec.look === 'line' || spec.look === 'text' || spec.look === 'markdown'

export const isItems = (spec: FieldSpec): spec is ItemsSpec => spec.look === 'bullets' || spec.look === 'tags'

/** The values of a content, as the look of each field says. What is missing or of another form is empty. */
export const textIn = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

export const itemsIn = (fields: Fields, name: string): readonly string[] => {
  const value = fields[name]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

export const rowsIn = (fields: Fields, name: string): readonly Row[] => {
  const value = fields[name]
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object' && row !== null) : []
}
