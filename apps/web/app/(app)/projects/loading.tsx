import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { ProjectsHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <ProjectsHeading />
      <PageSkeleton />
    </>
  )
}
