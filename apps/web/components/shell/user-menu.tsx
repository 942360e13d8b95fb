'use client'
import { Avatar } from '@banyan/ui/avatar'
import { Menu, MenuDivider, menuItemClass } from '@banyan/ui/menu'
import { MenuItem } from '@banyan/ui/menu-item'
import { LogOut, Settings } from 'lucide-react'
import { signOut } from '../../features/account/actions.ts'
import { Link } from '../link.tsx'

export interface Account {
  readonly name: string
  readonly email: string
}

/** Who is signed in, and the way out. */
export function UserMenu({ account }: { readonly account: Account }) {
  return (
    <Menu
      label="Account"
      triggerClass="ml-1 rounded-full"
      trigger={<Avatar name={account.name || account.email} className="size-8 text-xs" />}
    >
      <div className="px-2.5 py-2">
        <p className="truncate font-medium text-sm">{account.name}</p>
        <p className="truncate text-ink-3 text-xs">{account.email}</p>
      </div>
      <MenuDivider />
      <Link href="/settings" role="menuitem" tabIndex={-1} className={menuItemClass}>
        <Settings aria-hidden />
        Settings
      </Link>
      <form action={signOut}>
        <MenuItem type="submit">
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </form>
    </Menu>
  )
}
