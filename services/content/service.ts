import { service } from 'banyan/service'
import { config } from './config.ts'
import { content } from './contract.ts'
import { agentProfile } from './operations/agent-profile.ts'
import { createProject } from './operations/create-project.ts'
import { exportAll } from './operations/export-all.ts'
import { exportEntry } from './operations/export-entry.ts'
import { get } from './operations/get.ts'
import { importAll } from './operations/import-all.ts'
import { list } from './operations/list.ts'
import { project } from './operations/project.ts'
import { projects } from './operations/projects.ts'
import { purge } from './operations/purge.ts'
import { remove } from './operations/remove.ts'
import { removeProject } from './operations/remove-project.ts'
import { restore } from './operations/restore.ts'
import { save } from './operations/save.ts'
import { train } from './operations/train.ts'
import { training } from './operations/training.ts'
import { undelete } from './operations/undelete.ts'
import { update } from './operations/update.ts'
import { updateAgentProfile } from './operations/update-agent-profile.ts'
import { updateProject } from './operations/update-project.ts'
import { version } from './operations/version.ts'
import { versions } from './operations/versions.ts'
import { openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(content, {
  store,
  config,
  open: openResources,
  handle: {
    save,
    list,
    get,
    update,
    remove,
    undelete,
    versions,
    version,
    restore,
    exportEntry,
    exportAll,
    importAll,
    projects,
    project,
    createProject,
    updateProject,
    removeProject,
    agentProfile,
    updateAgentProfile,
    training,
    train,
    purge,
  },
  // In the middle of the night in Europe, early in the evening in America.
  schedules: { purge: { cron: '20 2 * * *', job: 'purge', input: {} } },
})
