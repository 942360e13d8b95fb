import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { ReviewsHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <ReviewsHeading />
      <PageSkeleton form />
    </>
  )
}
