import { PageSkeleton } from '../../../../components/page-skeleton.tsx'
import { DeletedHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <DeletedHeading />
      <PageSkeleton />
    </>
  )
}
