// `npm start`. What it starts is in `everything.ts`.
import { compiled } from './compiled.ts'

await compiled(() => import('./everything.ts'))
