import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { AuditHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <AuditHeading />
      <PageSkeleton form />
    </>
  )
}
