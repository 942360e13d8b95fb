import { ChevronRight, CloudOff } from 'lucide-react'

/** What the offline model is, and how to get a better one. Folded, so that it does not shout. */
export function OfflineNote() {
  return (
    <details className="group rounded-lg border border-line bg-fig-soft/60 text-fig-soft-ink text-sm">
      <summary className="flex list-none items-center gap-2.5 rounded-lg px-4 py-2.5 [&::-webkit-details-marker]:hidden">
        <CloudOff aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1">
          <span className="font-semibold">Offline model.</span> Texts come from the built-in model, made from your input
          and the sources found.
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
      </summary>
      <div className="grid grid-cols-1 gap-2 px-4 pb-4">
        <p>For a language model, set these before starting Banyan, in the environment or in a file named .env:</p>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="overflow-x-auto rounded-md bg-surface px-3 py-2 font-mono text-ink text-xs leading-relaxed"
        >
          {
            'AI_MODELS=openai:gpt-4.1-mini\nOPENAI_API_KEY=sk-...\n\n# or any server that speaks the same protocol, e.g. Ollama\nOPENAI_BASE_URL=http://localhost:11434/v1'
          }
        </pre>
        <p>Several models separated by commas are asked one after the other when one does not answer.</p>
      </div>
    </details>
  )
}
