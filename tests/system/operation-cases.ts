import { PASSWORD, type Person } from './person.ts'

type Input = Record<string, unknown>

/** How one operation is tried by its owner, by a stranger and by nobody. */
export interface Case {
  /** The input by which the owner uses something of his own, made for each test. */
  readonly input: (owner: Person) => Promise<Input> | Input
  /** What the stranger sends instead, where the owner's input is itself a proof of who he is. */
  readonly strangers?: (gets: Person, owner: Person) => Promise<Input> | Input
  /** What the stranger gets: a refusal, nothing at all, or something of his own. */
  readonly gets: 401 | 404 | 'nothing' | 'his own'
  /** Whether an answer is about this person. */
  readonly isOf?: (answer: never, person: Person) => boolean
  /** What the owner sees of his things: a stranger's use of the operation must not change it. */
  readonly look?: (owner: Person, input: Input) => Promise<unknown>
}

/** In everything that the owner writes, so that it is found wherever it should not be. */
export const MARK = 'quincunx-of-ann'
/** In the owner's texts too, to be searched for: an answer may repeat it. */
export const WORD = 'xylophagous'

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

const library = ({ api }: Person) => api.content.list({})
const entry = ({ api }: Person, { id }: Input) => api.content.get({ id: String(id) })
const job = ({ api }: Person, { id }: Input) =>
  api.jobs.get({ id: String(id) }).then(({ status }) => status === 'cancelled')
const jobs = ({ api }: Person) => api.jobs.list({}).then(({ items }) => items.map(({ id }) => id))
const batch = ({ api }: Person, { id }: Input) =>
  api.jobs.batch({ id: String(id) }).then((found) => found.jobs.map(({ status }) => status === 'cancelled'))
const profile = ({ api }: Person) => api.users.profile({})
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

export const cases: Readonly<Record<string, Case>> = {
  'ai.runResearchAgent': { input: () => topic, gets: 'his own', look: jobs },
  'ai.generateSocialMediaPost': { input: () => ({ ...topic, tone: 'Casual' }), gets: 'his own', look: jobs },
  'ai.models': { input: none, gets: 'his own' },
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

  'search.web': { input: searchable, gets: 'his own' },
  'search.news': { input: searchable, gets: 'his own' },
  'search.addDocument': {
    input: () => ({ title: WORD, text: WORD }),
    gets: 'his own',
    look: ({ api }) => api.search.web({ query: WORD }),
  },
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
