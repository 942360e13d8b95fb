import * as z from 'zod'

/** The same small task for every contender: validate an input of a few fields, answer a small object. */
export const Input = z.object({
  name: z.string().min(1).max(100),
  age: z.int().min(0).max(150),
  tags: z.array(z.string()).max(10),
})
export type Greeting = z.infer<typeof Input>

export const Output = z.object({ text: z.string() })

export const greet = ({ name, age, tags }: Greeting) => ({ text: `${name} ${age} ${tags.length}` })

export const input: Greeting = { name: 'Ada', age: 36, tags: ['a', 'b'] }
