import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { ActivityHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <ActivityHeading />
      <PageSkeleton />
    </>
  )
}
