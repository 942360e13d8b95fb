import path from 'node:path'

// Not TypeScript: the running server would load the compiler for this file alone, 25 MB of memory.

/** @type {import('next').NextConfig} */
const config = {
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
    '@banyan/oauth',
    '@banyan/search',
    '@banyan/users',
  ],
  turbopack: { root: path.join(import.meta.dirname, '../..') },
  images: { unoptimized: true },
  experimental: {
    // Pages are loaded when they are first asked for: less memory for those that nobody opens.
    preloadEntriesOnStart: false,
  },
}

export default config
