import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { IntegrationsHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <IntegrationsHeading />
      <PageSkeleton rows={3} />
    </>
  )
}
