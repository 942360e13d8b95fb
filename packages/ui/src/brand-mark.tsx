/** Banyan's mark: one canopy, one trunk, and the roots that become trunks; the newest is still on its way down. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden fill="none" strokeLinecap="round">
      <path
        d="M8 17a5 5 0 0 1-1.6-9.7A6 6 0 0 1 12.4 4a6.5 6.5 0 0 1 7.8 0 6 6 0 0 1 5.6 3.5A5 5 0 0 1 24 17Z"
        fill="currentColor"
      />
      <path d="M16 15v13" stroke="currentColor" strokeWidth="4" strokeLinecap="butt" />
      <path d="M10.2 16v12M21.8 16v12" stroke="currentColor" strokeWidth="1.9" />
      <path d="M26 16v5.5" stroke="var(--fig)" strokeWidth="1.9" />
      <path d="M5.9 15v6.5" stroke="currentColor" strokeWidth="1.9" />
      <path d="M6.5 28.5h19" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}
