import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { UsageHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <UsageHeading />
      <PageSkeleton form />
    </>
  )
}
