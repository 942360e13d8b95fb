import path from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  devIndicators: false,
  // The gateway compresses what leaves the house; doing it twice costs time on the way there.
  compress: false,
  transpilePackages: [
    'banyan',
    '@banyan/ui',
    '@banyan/ai',
    '@banyan/auth',
    '@banyan/content',
    '@banyan/search',
    '@banyan/users',
  ],
  turbopack: { root: path.join(import.meta.dirname, '../..') },
  images: { unoptimized: true },
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
}

export default config
