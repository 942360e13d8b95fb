/** Banyan's mark: one canopy, many trunks, the newest root still on its way down. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden fill="none" strokeLinecap="round">
      <path
        d="M3.5 14.5C3.5 8.2 9 4 16 4s12.5 4.2 12.5 10.5c0 1.2-1 2-2.2 2H5.7c-1.2 0-2.2-.8-2.2-2Z"
        fill="currentColor"
      />
      <path d="M16 16v12M10 16v12M22 16v12" stroke="currentColor" strokeWidth="2.6" />
      <path d="M27 16v5.5" stroke="var(--fig)" strokeWidth="2.6" />
      <path d="M5 16v8" stroke="currentColor" strokeWidth="2.6" />
    </svg>
  )
}
