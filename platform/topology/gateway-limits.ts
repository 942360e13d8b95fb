import type { PlatformConfig } from '../config/index.ts'
import type { GatewayLimits } from '../gateway/index.ts'

/** The limits of the gateway that an operator can set. */
export const gatewayLimits = (config: PlatformConfig): GatewayLimits => ({
  ip: config.GATEWAY_LIMIT_IP,
  user: config.GATEWAY_LIMIT_USER,
  web: config.GATEWAY_LIMIT_WEB,
})
