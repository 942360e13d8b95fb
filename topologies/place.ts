// One place of a topology as a process of its own. What it serves is in `one-place.ts`.
import { compiled } from './compiled.ts'

await compiled(() => import('./one-place.ts'))
