import * as z from 'zod'
import { duration } from './duration.ts'
import { rate } from './rate.ts'
import { secret } from './secret.ts'

const port = z.int().min(0).max(65_535)
const webUrl = z.url({ protocol: /^https?$/ })
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/)

/** The platform's own settings; a service adds its own in its `config`. */
export const platformSettings = z.object({
  PORT: port.default(3000).describe('Port of the gateway; 0 takes a free one'),
  ADMIN_PORT: port.default(3001).describe('Port of metrics and recent spans, reachable from this machine only'),
  BANYAN_DATA: z.string().min(1).default('.banyan').describe('Directory of the embedded database, keys and files'),
  BANYAN_WEB: z.boolean().default(true).describe('Whether the web pages run beside the services'),
  BANYAN_TOPOLOGY: z
    .string()
    .min(1)
    .default('local')
    .describe('Which service runs in which process: the name of a file in topologies/; `--topology` wins'),
  DATABASE_URL: secret(postgresUrl)
    .meta({
      description: 'An external PostgreSQL; without it the platform runs its own',
      expected: 'postgres://user:password@host:5432/database',
    })
    .optional(),
  DATABASE_CONNECTIONS: z
    .int()
    .min(20)
    .max(10_000)
    .default(90)
    .describe('Connections to the database that all processes together may open; fewer than its max_connections'),
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('How strict and how talkative the process is; `.env` is read in development only'),
  JOB_LEASE: duration()
    .refine((ms) => ms >= 1_000, 'must be at least 1s')
    .prefault('10s')
    .describe('How long a job waits after its process was killed until another takes it up'),
  GATEWAY_LIMIT_IP: rate()
    .prefault('600/1m')
    .describe('Requests of one client address; a network of many people behind one address needs more'),
  GATEWAY_LIMIT_USER: rate().prefault('600/1m').describe('Requests of one signed-in user'),
  GATEWAY_LIMIT_WEB: rate()
    .prefault('6000/1m')
    .describe('Pages, what they consist of and ask for, and openings of streams of one client address'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('The least level that is logged'),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl.optional().meta({
    description: 'Collector that gets the spans over OTLP/HTTP',
    expected: 'a URL such as http://localhost:4318',
  }),
  SERVICE_JWT_SECRET: secret(z.string().min(32))
    .optional()
    .describe('Signs the tokens between services, the same in every process; generated under BANYAN_DATA when absent'),
  PUBLIC_URL: webUrl.optional().meta({
    description: 'The address that people use, for links and cookies',
    expected: 'a URL such as https://example.org',
  }),
})
export type PlatformConfig = z.output<typeof platformSettings>
