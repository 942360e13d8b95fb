'use client'
import { buttonClass } from '@banyan/ui/button'
import { Menu } from '@banyan/ui/menu'
import { MenuChoice } from '@banyan/ui/menu-item'
import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { choose, type Theme, useTheme } from './theme.ts'
import { keepTheme } from './theme-action.ts'

/** Light, dark, or as the system has it. `keep` also stores it with the account. */
export function ThemeMenu({ keep = true }: { readonly keep?: boolean }) {
  const theme = useTheme()
  const pick = (next: Theme) => {
    choose(next)
    // The choice holds in this browser already; with the account it is only remembered for other devices.
    if (keep) void keepTheme(next).catch(() => undefined)
  }
  return (
    <Menu
      label="Theme"
      triggerClass={buttonClass({ variant: 'ghost', icon: true })}
      trigger={
        <>
          <Sun aria-hidden className="size-4.5 dark:hidden" />
          <Moon aria-hidden className="hidden size-4.5 dark:block" />
        </>
      }
    >
      {THEMES.map(({ key, label, icon: Icon }) => (
        <MenuChoice key={key} chosen={theme === key} onClick={() => pick(key)}>
          <Icon aria-hidden />
          <span className="flex-1">{label}</span>
          {theme === key && <Check aria-hidden />}
        </MenuChoice>
      ))}
    </Menu>
  )
}

export const THEMES = [
  { key: 'system', label: 'System', icon: Monitor },
  { key: 'light', label: 'Light', icon: Sun },
  { key: 'dark', label: 'Dark', icon: Moon },
] as const
