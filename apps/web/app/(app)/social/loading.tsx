import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { SocialHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <SocialHeading />
      <PageSkeleton form />
    </>
  )
}
