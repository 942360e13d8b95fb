import { Badge } from '@banyan/ui/badge'
import { CloudOff, Cpu } from 'lucide-react'

/** Which model wrote something. The built-in one is named plainly wherever its text shows. */
export function ModelBadge({ model }: { readonly model: string }) {
  if (model === 'offline')
    return (
      <Badge tone="fig">
        <CloudOff aria-hidden />
        Offline model
      </Badge>
    )
  return (
    <Badge>
      <Cpu aria-hidden />
      {model}
    </Badge>
  )
}
