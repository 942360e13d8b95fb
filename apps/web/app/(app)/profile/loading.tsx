import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { ProfileHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <ProfileHeading />
      <PageSkeleton />
    </>
  )
}
