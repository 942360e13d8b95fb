// `npm run chaos`: the real program under faults, 200 rounds (--rounds N, --seed S).
import { chaos } from '../tests/chaos/command.ts'

const code = await chaos(process.argv.slice(2))
// Whoever was cut off in the middle of a round may be at it still. What was said goes out first.
process.stdout.write('', () => process.exit(code))
