import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { systemClock as clock, systemRandom as random } from '../../platform/clock/index.ts'
import { contract, query } from '../../platform/contract/index.ts'
import { createGateway } from '../../platform/gateway/index.ts'
import { createUserTokens } from '../../platform/identity/index.ts'
import { Breakers, LoadShedder } from '../../platform/resilience/index.ts'
import { contextClass } from '../../platform/service/handler-context.ts'
import { operationPlan } from '../../platform/service/operation-plan.ts'
import { createTelemetry } from '../../platform/telemetry/index.ts'
import { type Greeting, greet, Input, Output } from '../inline/task.ts'
import { SHEDDING, serving } from './child.ts'

// The gateway with everything on: identity, limits by address and user, metrics, spans, security headers.
const greeter = contract('greeter', {
  greet: query({ http: 'POST /greet', auth: 'user', input: Input, output: Output }),
})
const telemetry = createTelemetry({
  clock,
  random,
  config: { NODE_ENV: 'production', LOG_LEVEL: 'info', OTEL_EXPORTER_OTLP_ENDPOINT: undefined },
  place: 'bench',
  terminal: false,
  processMetrics: true,
})
const never = class {} as never
const parts = {
  clock,
  random,
  log: telemetry.log,
  config: {},
  resources: undefined,
  store: {} as never,
  breakers: new Breakers(clock),
  Calls: never,
  Emits: never,
  Enqueues: never,
}
const plan = operationPlan('greet', greeter.members.greet, {
  service: 'greeter',
  clock,
  log: telemetry.log,
  observer: telemetry,
  durable: {} as never,
  Context: contextClass(parts, {}),
  handler: async (input: Greeting) => greet(input),
})

const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' }
const tokens = createUserTokens({
  loadKeys: async () => ({ keys: [key] }),
  clock,
  issuer: 'banyan',
  audience: 'banyan',
})
const token = await new SignJWT({ sid: 's1', roles: [] })
  .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
  .setSubject('u1')
  .setIssuer('banyan')
  .setAudience('banyan')
  .setIssuedAt()
  .setExpirationTime('5m')
  .sign(privateKey)

const plenty = { max: 1_000_000_000, window: '1m' } as const
const gateway = createGateway({
  plans: [plan],
  clock,
  random,
  log: telemetry.log,
  identify: (given) => tokens.verify(given),
  limits: { ip: plenty, user: plenty, web: plenty },
  observe: telemetry.http,
  ...(process.argv.includes(SHEDDING) && { load: overloaded() }),
})
const { port } = await gateway.listen(0, '127.0.0.1')
serving(port, { authorization: `Bearer ${token}` })

/** Takes any delay for too long, so that it refuses all but twenty calls a second. */
function overloaded(): LoadShedder {
  const load = new LoadShedder(clock, { policy: { target: -1, interval: 0, sample: 10, window: 50 } })
  load.start()
  return load
}
