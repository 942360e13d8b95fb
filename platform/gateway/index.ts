export { createGateway } from './gateway.ts'
export type { Gateway, GatewayLimits, GatewayOptions, Rate, WebOptions } from './types.ts'
