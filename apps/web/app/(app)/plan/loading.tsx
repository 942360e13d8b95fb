import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { PlanHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <PlanHeading />
      <PageSkeleton form />
    </>
  )
}
