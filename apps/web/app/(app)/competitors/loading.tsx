import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { CompetitorsHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <CompetitorsHeading />
      <PageSkeleton form />
    </>
  )
}
