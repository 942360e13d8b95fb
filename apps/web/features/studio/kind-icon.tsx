import {
  Building2,
  CircleUserRound,
  Clapperboard,
  FileText,
  House,
  type LucideIcon,
  Megaphone,
  TrendingUp,
} from 'lucide-react'

/** The sign of a kind of content. */
export function KindIcon({ kind, className }: { readonly kind: string; readonly className?: string }) {
  const Icon = ICONS[kind] ?? FileText
  return <Icon aria-hidden strokeWidth={1.8} className={className} />
}

const ICONS: Readonly<Record<string, LucideIcon>> = {
  'market-update': TrendingUp,
  'video-script': Clapperboard,
  'neighborhood-guide': Building2,
  social: Megaphone,
  listing: House,
  bio: CircleUserRound,
}
