// `npm run eval`: each generator on twenty inputs against the configured model, scored; writes docs/evaluation.md.
import { evaluation } from '../tests/eval/command.ts'

process.exitCode = await evaluation(process.argv.slice(2))
