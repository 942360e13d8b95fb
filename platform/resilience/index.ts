export { Deadline, late } from './deadline.ts'
