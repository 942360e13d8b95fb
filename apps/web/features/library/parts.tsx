'use client'
import { type ComponentProps, lazy } from 'react'

// Parts of an entry's page, each loaded where it is shown: all of them together are more than a page may have. They are
// functions, as what a server component refers to must be.

const Content = lazy(() =>
  import('../../components/content/content-editor.tsx').then((file) => ({ default: file.ContentEditor })),
)
const Social = lazy(() => import('../social/editor.tsx').then((file) => ({ default: file.SocialEditor })))
const Report = lazy(() => import('./report-editor.tsx').then((file) => ({ default: file.ReportEditor })))
const Text = lazy(() => import('./text-editor.tsx').then((file) => ({ default: file.TextEditor })))
const Export = lazy(() =>
  import('../../components/entry/export-menu.tsx').then((file) => ({ default: file.ExportMenu })),
)
const Project = lazy(() =>
  import('../../components/entry/project-choice.tsx').then((file) => ({ default: file.ProjectChoice })),
)

export const ContentEditor = (props: ComponentProps<typeof Content>) => <Content {...props} />
export const SocialEditor = (props: ComponentProps<typeof Social>) => <Social {...props} />
export const ReportEditor = (props: ComponentProps<typeof Report>) => <Report {...props} />
export const TextEditor = (props: ComponentProps<typeof Text>) => <Text {...props} />
export const ExportMenu = (props: ComponentProps<typeof Export>) => <Export {...props} />
export const ProjectChoice = (props: ComponentProps<typeof Project>) => <Project {...props} />
