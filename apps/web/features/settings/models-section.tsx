import type { ModelInfo } from '@banyan/ai/contract'
import { Badge } from '@banyan/ui/badge'
import { OfflineNote } from '../../components/offline-note.tsx'

export function ModelsSection({ models }: { readonly models: readonly ModelInfo[] }) {
  return (
    <div className="grid grid-cols-1 max-w-2xl gap-4">
      <ol className="divide-y divide-line rounded-md border border-line">
        {models.map((model, at) => (
          <li key={`${model.provider}:${model.id}`} className="flex items-center gap-3 px-4 py-2.5 text-sm">
            <span className="text-ink-3 tabular-nums">{at + 1}</span>
            <span className="font-medium">{model.id}</span>
            {!model.offline && <span className="text-ink-3">{model.provider}</span>}
            {model.offline && (
              <Badge tone="fig" className="ml-auto">
                Built in
              </Badge>
            )}
          </li>
        ))}
      </ol>
      {models.every(({ offline }) => offline) && <OfflineNote />}
    </div>
  )
}
