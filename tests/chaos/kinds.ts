/** What a round does to the running system. */
export type Blow =
  | 'server killed'
  | 'models process killed'
  | 'rest process killed'
  | 'database killed'
  | 'database restarted'
  | 'server stopped for 5 s'
  | 'models process stopped for 5 s'
  | 'database stopped for 5 s'
  | 'provider answers 429'
  | 'provider answers 500'
  | 'provider answers nothing'
  | 'disk full'
  | 'clock 60 s ahead'
  | 'clock 60 s behind'
  | 'three times the load'
  | `network to the ${'database' | 'provider'}: ${NetworkBlow}`

export type NetworkBlow = 'delay' | 'cut' | 'cut in the middle' | 'refuse' | 'black hole' | 'throttle' | 'half-close'

export const BLOWS: readonly Blow[] = [
  'server killed',
  'models process killed',
  'rest process killed',
  'database killed',
  'database restarted',
  'server stopped for 5 s',
  'models process stopped for 5 s',
  'database stopped for 5 s',
  'provider answers 429',
  'provider answers 500',
  'provider answers nothing',
  'disk full',
  'clock 60 s ahead',
  'clock 60 s behind',
  'three times the load',
  'network to the database: delay',
  'network to the database: cut',
  'network to the database: cut in the middle',
  'network to the database: refuse',
  'network to the database: black hole',
  'network to the database: throttle',
  'network to the database: half-close',
  'network to the provider: delay',
  'network to the provider: cut',
  'network to the provider: black hole',
  'network to the provider: half-close',
]
