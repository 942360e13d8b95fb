import * as z from 'zod'

/** What a query answers that is no JSON: a picture, a document, an export. */
export interface FileAnswer {
  /** One of those that the operation names, without parameters. Text is UTF-8. */
  readonly mediaType: string
  /** With a name it is kept as a file of that name, without one it is shown where it is. */
  readonly name?: string | undefined
  readonly bytes: Uint8Array
}

const declared = new WeakMap<object, readonly string[]>()

/** The output of a query whose answer is a file of one of these media types: `output: file('text/markdown', 'application/pdf')`. */
export function file(...mediaTypes: readonly [string, ...string[]]): z.ZodType<FileAnswer, FileAnswer> {
  for (const type of mediaTypes)
    if (!MEDIA_TYPE.test(type)) throw new TypeError(`"${type}" is no media type without parameters`)
  const schema = z.object({
    mediaType: z.enum(mediaTypes),
    name: z.string().refine(isFileName, 'A name of up to 200 characters, without / and control characters').optional(),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'The bytes of the file'),
  })
  declared.set(schema, mediaTypes)
  return schema
}

/** The media types of an output that is a file; undefined for any other. */
export const fileTypes = (output: z.core.$ZodType): readonly string[] | undefined => declared.get(output)

/** The headers that say what a file is. */
export function fileHeaders({ mediaType, name }: FileAnswer): Record<string, string> {
  return {
    'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    ...(name !== undefined && { 'content-disposition': `attachment; filename="${plain(name)}"; ${extended(name)}` }),
  }
}

/** The file that an answer of ours carries. */
export function fileFrom(header: (name: string) => string | undefined, bytes: Uint8Array): FileAnswer {
  const name = EXTENDED.exec(header('content-disposition') ?? '')?.[1]
  const [mediaType = ''] = (header('content-type') ?? '').split(';')
  return { mediaType: mediaType.trim(), ...(name !== undefined && { name: decodeURIComponent(name) }), bytes }
}

const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]*$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const isFileName = (name: string): boolean => /^[^\u0000-\u001f\u007f/\\]{1,200}$/.test(name) && name.isWellFormed()

/** For clients that know of no other alphabet (RFC 6266, appendix D). */
const plain = (name: string): string => name.replace(/[^\x20-\x7e]|["%]/g, '_')

/** RFC 8187. */
const extended = (name: string): string =>
  `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`

const EXTENDED = /filename\*=UTF-8''([^;]+)/
