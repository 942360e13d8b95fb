// `npm run chaos`: the real program under faults, 200 rounds (--rounds N, --seed S).
import { chaos } from '../tests/chaos/command.ts'

process.exitCode = await chaos(process.argv.slice(2))
