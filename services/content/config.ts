import * as z from 'zod'

export const config = z.object({
  CONTENT_PDF_FONTS: z.array(z.string().min(1)).default([]).meta({
    description: 'Fonts for what PDF exports cannot write otherwise, which is whatever is not Latin',
    expected: 'paths of TrueType, OpenType or WOFF files, such as /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
  }),
})
export type Config = z.output<typeof config>
