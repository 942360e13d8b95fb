export { plainText } from './markdown.ts'
export { sentences } from './sentences.ts'
export { shorten } from './shorten.ts'
