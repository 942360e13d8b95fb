import { ai } from '@banyan/ai/contract'
import { atProvider, connected, GOOGLE, REDIRECT } from './connected.ts'
import { PASSWORD, type Person } from './person.ts'

type Input = Record<string, unknown>

/** How one operation is tried by its owner, by a stranger and by nobody. */
export interface Case {
  /** The input by which the owner uses something of his own, made for each test. */
  readonly input: (owner: Person) => Promise<Input> | Input
  /** What the stranger sends instead, where the owner's input is itself a proof of who he is. */
  readonly strangers?: (gets: Person, owner: Person) => Promise<Input> | Input
  /** What the stranger gets: a refusal, nothing at all, or something of his own. */
  readonly gets: 400 | 401 | 403 | 404 | 'nothing' | 'his own'
  /** Whether an answer is about this person. */
  readonly isOf?: (answer: never, person: Person) => boolean
  /** What the owner sees of his things: a stranger's use of the operation must not change it. */
  readonly look?: (owner: Person, input: Input) => Promise<unknown>
}

/** In everything that the owner writes, so that it is found wherever it should not be. */
export const MARK = 'quincunx-of-ann'
/** In the owner's texts too, to be searched for: an answer may repeat it. */
export const WORD = 'xylophagous'
/** A picture of the owner's. */
export const PICTURE = '01890000-0000-7000-8000-000000000001'

const saved = (owner: Person) =>
  owner.api.content.save({ type: 'note', title: `${MARK} ${WORD}`, body: `${MARK} and ${WORD} beetles` })
/** One that waits a minute before it runs: the offline model's pace is set so. */
const waitingJob = async ({ api }: Person) => ({
  id: (await api.ai.runResearchAgent({ topic: `${MARK} ${WORD}` })).job_id,
})
const waitingBatch = async ({ api }: Person) => {
  const item = { kind: 'ai.runResearchAgent', input: { topic: `${MARK} ${WORD}` } }
  return { id: (await api.jobs.submitBatch({ items: [item] })).batch_id }
}
const document = ({ api }: Person) =>
  api.search.addDocument({ title: `${MARK} ${WORD}`, text: `${MARK}: how ${WORD} beetles live` })
const searchable = async (owner: Person): Promise<Input> => {
  await document(owner)
  return { query: WORD }
}

const deletedEntry = async (owner: Person): Promise<Input> => {
  const { id } = await saved(owner)
  await owner.api.content.remove({ id })
  return { id }
}
const changedEntry = async (owner: Person): Promise<Input> => {
  const { id } = await saved(owner)
  await owner.api.content.update({ id, body: `${MARK} as it became` })
  return { id, version: 1 }
}
let projectsBegun = 0
const begun = ({ api }: Person) => api.content.createProject({ name: `${MARK} ${++projectsBegun}` })

const library = ({ api }: Person) => api.content.list({})
const entry = ({ api }: Person, { id }: Input) => api.content.get({ id: String(id) })
const trash = ({ api }: Person) => api.content.list({ deleted: true })
const projects = ({ api }: Person) => api.content.projects({})
const agent = ({ api }: Person) => api.content.agentProfile({})
const lessons = ({ api }: Person) => api.content.training({})
const job = ({ api }: Person, { id }: Input) =>
  api.jobs.get({ id: String(id) }).then(({ status }) => status === 'cancelled')
const jobs = ({ api }: Person) => api.jobs.list({}).then(({ items }) => items.map(({ id }) => id))
const batch = ({ api }: Person, { id }: Input) =>
  api.jobs.batch({ id: String(id) }).then((found) => found.jobs.map(({ status }) => status === 'cancelled'))
const profile = ({ api }: Person) => api.users.profile({})
const connections = ({ api }: Person) => api.oauth.connections({})
const settings = ({ api }: Person) => api.users.settings({})
const sessions = ({ api }: Person) => api.auth.sessions({})

let newcomers = 0
const newcomer = (): Input => ({ email: `new${++newcomers}@example.org`, password: PASSWORD, name: 'New' })
const refreshToken = async ({ api, email }: Person): Promise<Input> => ({
  refreshToken: (await api.auth.login({ email, password: PASSWORD })).refreshToken,
})
const isUser = ({ user }: { user: { id: string } }, { id }: Person) => user.id === id
const isProfile = (answer: { id: string }, { id }: Person) => answer.id === id

const topic = { topic: WORD }
const none = (): Input => ({})

/** Each generator with the example of its documentation. */
const generations = Object.fromEntries(
  Object.entries(ai.members).flatMap(([name, member]): [string, Case][] => {
    if (member.kind !== 'job') return []
    // zod does not know what an example is of; the tests of the OpenAPI document show that the operation accepts it.
    const [example = {}] = (member.input.meta()?.examples ?? []) as Input[]
    return [[`ai.${name}`, { input: () => example, gets: 'his own', look: jobs }]]
  }),
)

export const cases: Readonly<Record<string, Case>> = {
  ...generations,
  'ai.generators': { input: none, gets: 'his own' },
  'ai.models': { input: none, gets: 'his own' },
  'ai.budget': { input: none, gets: 'his own' },
  'ai.image': { input: () => ({ id: PICTURE }), gets: 404 },
  'ai.usage': { input: none, gets: 'his own', look: ({ api }) => api.ai.usage({}).then(({ rows }) => rows) },

  'auth.register': { input: newcomer, strangers: newcomer, gets: 'his own', look: sessions },
  'auth.login': {
    input: ({ email }) => ({ email, password: PASSWORD }),
    strangers: (_, { email }) => ({ email, password: 'a guess of mine' }),
    gets: 401,
    isOf: isUser,
    look: ({ api }) => api.auth.sessions({}).then(({ length }) => length),
  },
  'auth.refresh': { input: refreshToken, strangers: refreshToken, gets: 'his own', isOf: isUser },
  'auth.logout': { input: none, gets: 'nothing', look: sessions },
  'auth.validate': {
    input: ({ token }) => ({ token }),
    strangers: ({ token }) => ({ token }),
    gets: 'his own',
    isOf: isUser,
  },
  'auth.sessions': { input: none, gets: 'his own' },
  'auth.endSession': {
    input: async ({ api, email }) => {
      await api.auth.login({ email, password: PASSWORD })
      const other = (await api.auth.sessions({})).find(({ current }) => !current)
      return { id: other?.id ?? '' }
    },
    gets: 'nothing',
    look: sessions,
  },
  'auth.jwks': { input: none, gets: 'his own' },
  'auth.revocations': { input: none, gets: 404 },

  'content.save': { input: () => ({ type: 'note', title: WORD, body: WORD }), gets: 'his own', look: library },
  'content.list': {
    input: async (owner) => {
      await saved(owner)
      return { q: WORD }
    },
    gets: 'his own',
  },
  'content.get': { input: async (owner) => ({ id: (await saved(owner)).id }), gets: 404, look: entry },
  'content.update': {
    input: async (owner) => ({ id: (await saved(owner)).id, title: 'Taken over' }),
    gets: 404,
    look: entry,
  },
  'content.remove': { input: async (owner) => ({ id: (await saved(owner)).id }), gets: 404, look: entry },
  'content.undelete': { input: deletedEntry, gets: 404, look: trash },
  'content.versions': { input: async (owner) => ({ id: (await changedEntry(owner)).id }), gets: 404 },
  'content.version': { input: changedEntry, gets: 404 },
  'content.restore': { input: changedEntry, gets: 404, look: entry },
  'content.exportEntry': { input: async (owner) => ({ id: (await saved(owner)).id, format: 'html' }), gets: 404 },
  'content.exportAll': {
    input: async (owner) => {
      await saved(owner)
      return {}
    },
    gets: 'his own',
  },
  // The file of another: its entries become the stranger's own, beside those with the same ids that they come from.
  'content.importAll': {
    input: async (owner) => {
      const { id, createdAt, updatedAt } = await saved(owner)
      return { entries: [{ id, type: 'note', title: WORD, body: WORD, version: 9, createdAt, updatedAt }] }
    },
    gets: 'his own',
    look: library,
  },
  'content.projects': {
    input: async (owner) => {
      await begun(owner)
      return {}
    },
    gets: 'his own',
  },
  'content.project': { input: async (owner) => ({ id: (await begun(owner)).id }), gets: 404 },
  'content.createProject': {
    input: () => ({ name: `${WORD} ${++projectsBegun}` }),
    strangers: () => ({ name: `${WORD} ${++projectsBegun}` }),
    gets: 'his own',
    look: projects,
  },
  'content.updateProject': {
    input: async (owner) => ({ id: (await begun(owner)).id, description: 'Taken over' }),
    gets: 404,
    look: projects,
  },
  'content.removeProject': { input: async (owner) => ({ id: (await begun(owner)).id }), gets: 404, look: projects },
  'content.agentProfile': {
    input: async ({ api }) => {
      await api.content.updateAgentProfile({ name: MARK, bio: WORD })
      return {}
    },
    gets: 'his own',
  },
  'content.updateAgentProfile': { input: () => ({ name: 'Taken over' }), gets: 'his own', look: agent },
  'content.training': {
    input: async ({ api }) => {
      await api.content.train({ lesson: MARK, done: true })
      return {}
    },
    gets: 'his own',
  },
  'content.train': { input: () => ({ lesson: WORD, done: true }), gets: 'his own', look: lessons },

  'oauth.authorize': { input: () => ({ provider: GOOGLE, redirectUri: REDIRECT }), gets: 'his own' },
  'oauth.exchange': { input: atProvider, gets: 400, look: connections },
  'oauth.connections': { input: none, gets: 'his own' },
  'oauth.token': {
    input: async (owner) => {
      await connected(owner)
      return { userId: owner.id, provider: GOOGLE }
    },
    gets: 403,
    look: connections,
  },
  'oauth.refresh': {
    input: async (owner) => {
      await connected(owner)
      return { provider: GOOGLE }
    },
    gets: 404,
    look: connections,
  },
  'oauth.revoke': {
    input: async (owner) => {
      await connected(owner)
      return { userId: owner.id, provider: GOOGLE }
    },
    gets: 403,
    look: connections,
  },
  'oauth.rotateKeys': { input: none, gets: 403 },

  'search.web': { input: searchable, gets: 'his own' },
  'search.news': { input: searchable, gets: 'his own' },
  'search.addDocument': {
    input: () => ({ title: WORD, text: WORD }),
    gets: 'his own',
    look: ({ api }) => api.search.web({ query: WORD }),
  },
  'search.clearCache': { input: none, gets: 403 },
  'search.article': { input: async (owner) => ({ slug: (await document(owner)).slug }), gets: 404 },

  'users.profile': { input: none, gets: 'his own', isOf: isProfile },
  'users.updateProfile': { input: () => ({ bio: 'Taken over' }), gets: 'his own', isOf: isProfile, look: profile },
  'users.settings': { input: none, gets: 'his own' },
  'users.updateSettings': { input: () => ({ theme: 'dark' }), gets: 'his own', look: settings },

  'jobs.list': {
    input: async (owner) => {
      await waitingJob(owner)
      return {}
    },
    gets: 'his own',
  },
  'jobs.get': { input: waitingJob, gets: 404 },
  'jobs.events': { input: waitingJob, gets: 404 },
  'jobs.cancel': { input: waitingJob, gets: 404, look: job },
  'jobs.retry': {
    input: async (owner) => {
      const { id } = await waitingJob(owner)
      await owner.api.jobs.cancel({ id })
      return { id }
    },
    gets: 404,
    look: job,
  },
  'jobs.submitBatch': {
    input: () => ({ items: [{ kind: 'ai.runResearchAgent', input: topic }] }),
    gets: 'his own',
    look: jobs,
  },
  'jobs.batch': { input: waitingBatch, gets: 404 },
  'jobs.cancelBatch': { input: waitingBatch, gets: 404, look: batch },
  'jobs.retryBatch': {
    input: async (owner) => {
      const { id } = await waitingBatch(owner)
      await owner.api.jobs.cancelBatch({ id })
      return { id }
    },
    gets: 404,
    look: batch,
  },
}
