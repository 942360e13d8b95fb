export interface SetUpNoteProps {
  readonly provider: string
  readonly name: string
  /** Where the provider sends people back to. */
  readonly callback: string
}

/** What whoever runs the server sets, so that a provider can be connected. */
export function SetUpNote({ provider, name, callback }: SetUpNoteProps) {
  const lines = [
    `OAUTH_${provider}_CLIENT_ID=...`,
    `OAUTH_${provider}_CLIENT_SECRET=...`,
    ...(ADDRESSES[provider] ?? []),
  ]
  return (
    <details className="text-sm">
      <summary className="text-ink-2">How to set it up</summary>
      <div className="mt-2 grid grid-cols-1 gap-2">
        <p>Whoever runs this server registers it as a client of {name}, with this address to send people back to:</p>
        <code className="select-all break-all rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs">{callback}</code>
        <p>and sets, before starting it:</p>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="overflow-x-auto rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs leading-relaxed"
        >
          {lines.join('\n')}
        </pre>
      </div>
    </details>
  )
}

/** Where the provider is, for those whose addresses are told to partners only. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  ZILLOW: ['OAUTH_ZILLOW_AUTHORIZE_URL=https://...', 'OAUTH_ZILLOW_TOKEN_URL=https://...'],
}
