import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { LibraryHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <LibraryHeading />
      <PageSkeleton />
    </>
  )
}
