import { UUID } from '../contract/texts.ts'

/** Text that is no UUID names nothing: it must not reach a column that would refuse it. */
export const uuidOr = (id: string): string => (UUID.test(id) ? id : NIL)

const NIL = '00000000-0000-0000-0000-000000000000'
