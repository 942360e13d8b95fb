import type { Training } from '../contract.ts'
import type { TrainingRow } from './tables.ts'

export const toTraining = ({ lesson, done, updated_at }: TrainingRow): Training => ({
  lesson,
  done,
  at: updated_at.toISOString(),
})
