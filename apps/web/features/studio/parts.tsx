'use client'
import { lazy } from 'react'
import type { ContentEditorProps } from '../../components/content/content-editor.tsx'
import type { ContentRunProps } from './content-run.tsx'

// Parts of a run's page, each loaded where it is shown: all of them together are more than a page may have. Server
// components need functions: what `lazy` gives would be made lazy once more on its way to the browser.

export const ContentRun = (props: ContentRunProps) => <LazyRun {...props} />
export const ContentEditor = (props: ContentEditorProps) => <LazyEditor {...props} />

const LazyRun = lazy(() => import('./content-run.tsx').then((file) => ({ default: file.ContentRun })))
const LazyEditor = lazy(() =>
  import('../../components/content/content-editor.tsx').then((file) => ({ default: file.ContentEditor })),
)
