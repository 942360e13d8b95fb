'use client'
import type { SavedSummary } from '@banyan/content/contract'
import { type CommandEntry, CommandPalette } from '@banyan/ui/command-palette'
import { Kbd } from '@banyan/ui/kbd'
import { FileText, Keyboard, LogOut, Megaphone, PenTool, Telescope } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { signOut } from '../../features/account/actions.ts'
import { typeLabel } from '../../lib/library/labels.ts'
import { studioKinds } from '../../lib/studio/kinds.ts'
import { studioRoute } from '../../lib/studio/routes.ts'
import { places } from './navigation.ts'
import { choose } from './theme.ts'
import { keepTheme } from './theme-action.ts'
import { THEMES } from './theme-menu.tsx'
import { useLibrarySearch } from './use-library-search.ts'

export interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onSheet: () => void
}

/** Everything that can be gone to or done, by typing. */
export function Palette({ open, onClose, onSheet }: PaletteProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const found = useLibrarySearch(open ? text : '')

  const close = () => {
    onClose()
    setText('')
  }
  const go = (href: Route) => {
    close()
    router.push(href)
  }
  const goTo: CommandEntry[] = places.map(({ href, label, icon: Icon, key, words }) => ({
    key: href,
    label,
    words,
    icon: <Icon aria-hidden />,
    aside: (
      <>
        <Kbd>g</Kbd>
        <Kbd>{key}</Kbd>
      </>
    ),
    run: () => go(href),
  }))
  const actions: CommandEntry[] = [
    ...THEMES.map(({ key, label, icon: Icon }) => ({
      key: `theme-${key}`,
      label: `Theme: ${label.toLowerCase()}`,
      icon: <Icon aria-hidden />,
      run: () => {
        close()
        choose(key)
        void keepTheme(key).catch(() => undefined)
      },
    })),
    { key: 'shortcuts', label: 'Keyboard shortcuts', icon: <Keyboard aria-hidden />, run: onSheet },
    { key: 'sign-out', label: 'Sign out', icon: <LogOut aria-hidden />, run: () => startTransition(() => signOut()) },
  ]
  const write: CommandEntry[] = [
    ...studioKinds.map((kind) => ({
      key: kind.key,
      label: `Write: ${kind.title.toLowerCase()}`,
      words: kind.words,
      icon: <PenTool aria-hidden />,
      run: () => go(studioRoute(kind)),
    })),
    {
      key: 'social',
      label: 'Write: social posts',
      words: ['facebook', 'instagram', 'linkedin', 'google business', 'x'],
      icon: <Megaphone aria-hidden />,
      run: () => go('/social'),
    },
  ]
  const topic = text.trim()
  const groups = [
    { heading: 'Go to', entries: goTo },
    { heading: 'Write', entries: write },
    ...(found.length > 0 ? [{ heading: 'In your library', entries: found.map((entry) => saved(entry, go)) }] : []),
    { heading: 'Do', entries: actions },
    ...(topic.length >= 3 ? [{ heading: 'Research', entries: [research(topic, go)] }] : []),
  ]
  return <CommandPalette open={open} onClose={close} text={text} onText={setText} groups={groups} />
}

const research = (topic: string, go: (href: Route) => void): CommandEntry => ({
  key: 'research-topic',
  label: `Research “${topic}”`,
  icon: <Telescope aria-hidden />,
  always: true,
  run: () => go(`/research?topic=${encodeURIComponent(topic)}`),
})

const saved = (entry: SavedSummary, go: (href: Route) => void): CommandEntry => ({
  key: entry.id,
  label: entry.title,
  icon: <FileText aria-hidden />,
  aside: typeLabel(entry.type),
  always: true,
  run: () => go(`/saved/${entry.id}`),
})
