import fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { greet, Input, Output } from '../inline/task.ts'
import { serving } from './child.ts'

const app = fastify().withTypeProvider<ZodTypeProvider>()
app.setValidatorCompiler(validatorCompiler)
app.setSerializerCompiler(serializerCompiler)
app.post('/greet', { schema: { body: Input, response: { 200: Output } } }, async ({ body }) => greet(body))
await app.listen({ port: 0, host: '127.0.0.1' })
serving((app.server.address() as { port: number }).port)
