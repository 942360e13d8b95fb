import {
  Activity,
  BookMarked,
  CircleUserRound,
  FolderOpen,
  Gauge,
  GraduationCap,
  House,
  type LucideIcon,
  Map as MapIcon,
  PenTool,
  Plug,
  ScanSearch,
  Settings,
  Star,
  Telescope,
  Users,
} from 'lucide-react'
import type { Route } from 'next'

export interface Place {
  readonly href: Route
  readonly label: string
  readonly icon: LucideIcon
  /** Second key of its shortcut, after `g`. */
  readonly key: string
  readonly words: readonly string[]
  /** Paths elsewhere that belong to it. */
  readonly also?: readonly string[]
}

export interface PlaceGroup {
  /** Undefined for what needs no name. */
  readonly name?: string
  readonly places: readonly Place[]
}

/** The places of the app, in the order of the sidebar. */
export const placeGroups: readonly PlaceGroup[] = [
  {
    places: [
      { href: '/home', label: 'Home', icon: House, key: 'h', words: ['start', 'overview'] },
      {
        href: '/studio' as Route,
        label: 'Studio',
        icon: PenTool,
        key: 's',
        words: ['content', 'write', 'generate', 'blog', 'video', 'guide', 'listing', 'bio', 'social'],
        also: ['/social'],
      },
      { href: '/research', label: 'Research', icon: Telescope, key: 'r', words: ['agent', 'topic', 'report', 'ask'] },
    ],
  },
  {
    name: 'Your market',
    places: [
      {
        href: '/audit' as Route,
        label: 'Brand audit',
        icon: ScanSearch,
        key: 'b',
        words: ['name', 'address', 'phone', 'nap', 'consistency'],
      },
      {
        href: '/competitors' as Route,
        label: 'Competitors',
        icon: Users,
        key: 'c',
        words: ['agents', 'compare', 'keyword', 'rankings'],
      },
      {
        href: '/reviews' as Route,
        label: 'Reviews',
        icon: Star,
        key: 'v',
        words: ['sentiment', 'analysis', 'comments'],
      },
      {
        href: '/plan' as Route,
        label: 'Marketing plan',
        icon: MapIcon,
        key: 'm',
        words: ['strategy', 'steps', 'budget', 'timeline'],
      },
    ],
  },
  {
    name: 'Your work',
    places: [
      { href: '/projects' as Route, label: 'Projects', icon: FolderOpen, key: 'p', words: ['folders'] },
      { href: '/saved', label: 'Library', icon: BookMarked, key: 'l', words: ['saved', 'notes', 'reports'] },
      { href: '/activity', label: 'Activity', icon: Activity, key: 'a', words: ['jobs', 'progress', 'running'] },
    ],
  },
  {
    name: 'You',
    places: [
      {
        href: '/profile' as Route,
        label: 'Profile',
        icon: CircleUserRound,
        key: 'y',
        words: ['agent', 'licence', 'agency', 'certifications'],
      },
      {
        href: '/integrations' as Route,
        label: 'Integrations',
        icon: Plug,
        key: 'i',
        words: ['google business', 'facebook', 'zillow', 'connect', 'accounts'],
      },
      { href: '/training' as Route, label: 'Training', icon: GraduationCap, key: 't', words: ['lessons', 'learn'] },
      { href: '/usage' as Route, label: 'Usage', icon: Gauge, key: 'u', words: ['cost', 'tokens', 'budget', 'calls'] },
      {
        href: '/settings',
        label: 'Settings',
        icon: Settings,
        key: ',',
        words: ['preferences', 'sessions', 'models', 'theme'],
      },
    ],
  },
]

export const places: readonly Place[] = placeGroups.flatMap((group) => group.places)

/** Whether a page belongs to a place. */
export const isAt = (path: string, { href, also = [] }: Place): boolean =>
  [href, ...also].some((root) => path === root || path.startsWith(`${root}/`))
