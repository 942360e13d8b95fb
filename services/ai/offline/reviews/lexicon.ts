/** What words and phrases say about a service, from -3 to 3. A phrase counts before the words in it. */
const weights: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '3': `amazing awesome exceptional fantastic incredible outstanding perfect phenomenal superb wonderful excellent best
      stellar flawless love loved loves|can't recommend enough|cannot recommend enough|couldn't recommend more
      |couldn't be happier|could not be happier|could not have been better|couldn't have been better|above and beyond
      |second to none|five stars|5 stars|top notch|a dream come true|could not ask for more|couldn't ask for more`,
    '2': `great good recommend recommended happy pleased glad grateful thankful satisfied impressed knowledgeable
      professional responsive trustworthy honest patient helpful friendly caring attentive thorough efficient dedicated
      reliable kind supportive smooth seamless easy skilled savvy proactive genuine pleasure delight delighted expertise
      courteous integrity trust trusted enjoyed enjoyable organized diligent hardworking personable
      |highly recommend|would not hesitate|wouldn't hesitate|on time|no problem|no problems|no complaints|no issues
      |stress free|hassle free|without a hitch|no pressure|hit the ground running|went the extra mile|goes the extra mile
      |never disappointed|over asking|above asking|nothing but praise|nothing but good|look no further`,
    '1': `nice fine quick quickly fast prompt promptly clear fair helped answered responded listened available welcoming
      comfortable convenient informative accurate valuable successful succeeded appreciated appreciate thanks clean bright
      explained understood understanding careful flexible punctual smoothly resolved
      |thank you|got back to us|got back to me|called back|calls back|call back|followed up|well informed|up to date|kept us informed|kept me informed`,
    '-1': `late delay delayed delays slow slowly confusing confused unclear stressful pushy expensive overpriced hard
      difficult issue issues problem problems concern concerns forgot missed mistake mistakes wrong errors error
      complicated disorganized inexperienced pressured pressure vague lacking lacked lacks
      |too long|took forever|dragged on|fell through|could be better|could have been better|should have been better
      |had to chase|had to ask|so so|not great|room for improvement|hard to reach|difficult to reach|left waiting|left us waiting|kept us waiting`,
    '-2': `bad poor poorly unprofessional rude unresponsive disappointing disappointed disappointment frustrating frustrated
      unhappy regret dishonest misleading misled careless incompetent unhelpful ignored ignores arrogant annoying unreliable
      avoid sloppy useless dismissive impatient lied lies lie complaint complaints waste wasted upset
      |let us down|let me down|no response|never again|stay away|no communication|no show|talked down|hidden fees|gave up on
      |does not care|doesn't care|did not care|didn't care`,
    '-3': `terrible horrible awful worst nightmare disaster disastrous scam fraud fraudulent disgusting hate hated unethical
      abysmal atrocious dreadful|one star|1 star|zero stars|waste of time|waste of money|run away`,
  }).flatMap(([weight, text]) => entriesOf(text).map((entry) => [entry, Number(weight)] as const)),
)

/** The entries that begin with a word, the longest first. */
export const entriesFrom: ReadonlyMap<string, readonly Entry[]> = Map.groupBy(
  [...weights]
    .map(([phrase, weight]): Entry => ({ words: phrase.split(' '), weight }))
    .sort((a, b) => b.words.length - a.words.length),
  ({ words }) => words[0] ?? '',
)

interface Entry {
  readonly words: readonly string[]
  readonly weight: number
}

/** Turn round what comes within the next few words. */
export const negators = new Set(
  `not no never none neither nor cannot without hardly barely nobody nothing rarely seldom lack stopped fails failed
don't doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't ain't`.split(
    /\s+/,
  ),
)

/** Make what follows stronger or weaker. */
export const degrees: ReadonlyMap<string, number> = new Map([
  ...'very extremely so really incredibly absolutely truly super totally completely exceptionally highly too'
    .split(' ')
    .map((word) => [word, 1.3] as const),
  ...'slightly somewhat fairly rather little bit kind-of mildly'.split(' ').map((word) => [word, 0.6] as const),
])

/** Single words stand apart by spaces, phrases by bars. */
function entriesOf(text: string): string[] {
  const [words = '', ...phrases] = text.split('|').map((part) => part.replace(/\s+/g, ' ').trim())
  return [...words.split(' '), ...phrases]
}
