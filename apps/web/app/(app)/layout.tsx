import { settle } from 'banyan/contract'
import type { ReactNode } from 'react'
import { Shell } from '../../components/shell/shell.tsx'
import { ThemeSync } from '../../components/shell/theme-sync.tsx'
import { currentAccount } from '../../lib/account.ts'
import { api } from '../../lib/api.ts'
import { models, onlyOffline } from '../../lib/models.ts'

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const [account, settings, known] = await Promise.all([currentAccount(), settle(api.users.settings({})), models()])
  return (
    <Shell account={account} offline={onlyOffline(known)}>
      {settings.ok && <ThemeSync theme={settings.value.theme} />}
      {children}
    </Shell>
  )
}
