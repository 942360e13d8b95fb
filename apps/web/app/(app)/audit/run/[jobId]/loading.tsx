import { DocumentSkeleton } from '../../../../../components/document-skeleton.tsx'

export default function Loading() {
  return <DocumentSkeleton />
}
