import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { TrainingHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <TrainingHeading />
      <PageSkeleton form rows={8} />
    </>
  )
}
