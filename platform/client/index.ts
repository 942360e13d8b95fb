export { type ClientOptions, type Clients, createClient } from './client.ts'
