import { service } from 'banyan/service'
import { content } from './contract.ts'
import { get } from './operations/get.ts'
import { list } from './operations/list.ts'
import { remove } from './operations/remove.ts'
import { save } from './operations/save.ts'
import { update } from './operations/update.ts'
import { store } from './store/tables.ts'

export default service(content, { store, handle: { save, list, get, update, remove } })
