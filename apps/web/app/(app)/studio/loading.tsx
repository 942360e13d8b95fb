import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { StudioHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <StudioHeading />
      <PageSkeleton />
    </>
  )
}
