import { Activity, BookMarked, House, type LucideIcon, Megaphone, Settings, Telescope } from 'lucide-react'
import type { Route } from 'next'

export interface Place {
  readonly href: Route
  readonly label: string
  readonly icon: LucideIcon
  /** Second key of its shortcut, after `g`. */
  readonly key: string
  readonly words: readonly string[]
}

/** The places of the app, in the order of the sidebar. */
export const places: readonly Place[] = [
  { href: '/home', label: 'Home', icon: House, key: 'h', words: ['start', 'overview'] },
  { href: '/research', label: 'Research', icon: Telescope, key: 'r', words: ['agent', 'topic', 'report', 'ask'] },
  {
    href: '/social',
    label: 'Social posts',
    icon: Megaphone,
    key: 's',
    words: ['facebook', 'instagram', 'linkedin', 'x'],
  },
  { href: '/saved', label: 'Library', icon: BookMarked, key: 'l', words: ['saved', 'notes', 'reports'] },
  { href: '/activity', label: 'Activity', icon: Activity, key: 'a', words: ['jobs', 'progress', 'running'] },
  { href: '/settings', label: 'Settings', icon: Settings, key: ',', words: ['profile', 'sessions', 'models', 'theme'] },
]
