import 'reflect-metadata'
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type * as z from 'zod'
import { type Greeting, greet, Input, Output } from '../inline/task.ts'
import { serving } from './child.ts'

const pipe = (schema: z.ZodType) => ({ transform: (value: unknown) => schema.parse(value) })

class GreetController {
  async greet(body: Greeting) {
    return Output.parse(greet(body))
  }
}
// Applied as functions: Node runs this file as it is, and decorators are not erasable syntax.
const method = Object.getOwnPropertyDescriptor(GreetController.prototype, 'greet') as PropertyDescriptor
Post('/greet')(GreetController.prototype, 'greet', method)
HttpCode(200)(GreetController.prototype, 'greet', method)
Body(pipe(Input))(GreetController.prototype, 'greet', 0)
Controller()(GreetController)

class AppModule {}
Module({ controllers: [GreetController] })(AppModule)

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false })
await app.listen(0, '127.0.0.1')
serving((app.getHttpServer().address() as { port: number }).port)
