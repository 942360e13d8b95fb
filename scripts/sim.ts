// `npm run sim`: many seeds (--seeds N), one of them (--seed N, with --trace as a timeline), or the planted bugs (--bugs).
import { simulate } from '../tests/simulation/command.ts'

process.exitCode = await simulate(process.argv.slice(2))
