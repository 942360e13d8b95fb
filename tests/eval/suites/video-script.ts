import { suite, words } from '../suite.ts'
import { contexts, topics } from '../world/topics.ts'

const tones = ['Enthusiastic', 'Casual', 'Professional', 'Humorous']
const audiences = ['home sellers', 'first-time buyers', 'landlords', 'neighbors', 'people new in town']

export const videoScript = suite('generateVideoScript', {
  cases: topics.map(([topic, word], at) => ({
    input: {
      topic,
      tone: tones[at % 4],
      audience: audiences[at % 5],
      seconds: [30, 60, 90, 15][at % 4],
      context: contexts[at],
    },
    facts: [word],
  })),
  text: ({ title, hook, scenes, callToAction }) =>
    [title, hook, ...scenes.flatMap(({ visual, narration }) => [visual, narration]), callToAction].join('\n'),
  lengths: ({ scenes }, { seconds }) => {
    const all = scenes.reduce((sum, scene) => sum + scene.seconds, 0)
    const said = words(scenes.map(({ narration }) => narration).join(' '))
    return [
      ...(Math.abs(all - Number(seconds)) > Number(seconds) / 4 ? [`${all} seconds in place of ${seconds}`] : []),
      // Nobody speaks more than four words a second.
      ...(said > all * 4 ? [`${said} words in ${all} seconds`] : []),
    ]
  },
})
