// The service-level run, which writes docs/reliability.md: about six minutes (--short: one, and writes nothing).
import { reliability } from '../tests/reliability/run.ts'

process.exitCode = await reliability(process.argv.slice(2))
