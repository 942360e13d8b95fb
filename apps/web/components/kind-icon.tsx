import {
  Building2,
  CircleUserRound,
  Clapperboard,
  FileText,
  House,
  ListOrdered,
  type LucideIcon,
  Map as MapIcon,
  Megaphone,
  Newspaper,
  Plug,
  ScanSearch,
  Star,
  StickyNote,
  Telescope,
  TrendingUp,
  Users,
} from 'lucide-react'

/** The sign of a kind of content, by its type or by its key in the studio. */
export function KindIcon({ kind, className }: { readonly kind: string; readonly className?: string }) {
  const Icon = ICONS[kind] ?? FileText
  return <Icon aria-hidden strokeWidth={1.8} className={className} />
}

const ICONS: Readonly<Record<string, LucideIcon>> = {
  'market-update': TrendingUp,
  'blog-post': Newspaper,
  'video-script': Clapperboard,
  'neighborhood-guide': Building2,
  social: Megaphone,
  'social-media': Megaphone,
  listing: House,
  'listing-description': House,
  'listing-faqs': House,
  bio: CircleUserRound,
  'agent-bio': CircleUserRound,
  'research-report': Telescope,
  'brand-audit': ScanSearch,
  'competitor-list': Users,
  'keyword-rankings': ListOrdered,
  'review-analysis': Star,
  'marketing-plan': MapIcon,
  note: StickyNote,
  account: Plug,
}
