import { PageSkeleton } from '../../../components/page-skeleton.tsx'
import { SettingsHeading } from './heading.tsx'

export default function Loading() {
  return (
    <>
      <SettingsHeading />
      <PageSkeleton />
    </>
  )
}
