import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { ResearchHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <ResearchHeading />
      <PageSkeleton form />
    </>
  )
}
