import { readFile } from 'node:fs/promises'
import { ConfigError } from 'banyan/config'
import type { Config } from './config.ts'
import type { Fonts } from './export/pdf/fonts.ts'

export interface Resources {
  /** Opens the fonts for PDF on first use. */
  readonly fonts: () => Promise<Fonts>
}

/** Reads the fonts that are set. Throws for one that cannot be read: it was set to be used. */
export async function openResources({ config }: { readonly config: Config }): Promise<Resources> {
  const more = await Promise.all(config.CONTENT_PDF_FONTS.map(bytesOf))
  let fonts: Promise<Fonts> | undefined
  return { fonts: () => (fonts ??= import('./export/pdf/fonts.ts').then(({ loadFonts }) => loadFonts(more))) }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause) => {
    throw wrong(`${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`)
  })
  if (SIGNATURES.has(bytes.subarray(0, 4).toString('latin1'))) return bytes
  throw wrong(`${path} is no TrueType, OpenType or WOFF font`)
}

const wrong = (message: string) => new ConfigError([{ name: 'CONTENT_PDF_FONTS', message }])

/** How the files begin; WOFF2 is left out, as what makes PDF cannot embed it. */
const SIGNATURES = new Set(['\0\u0001\0\0', 'true', 'OTTO', 'ttcf', 'wOFF'])
