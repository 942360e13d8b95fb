'use client'
import { buttonClass } from '@banyan/ui/button'
import { Menu, MenuDivider } from '@banyan/ui/menu'
import { MenuItem } from '@banyan/ui/menu-item'
import { toast } from '@banyan/ui/toast'
import { ClipboardCopy, Download, FileCode, FileText, FileType, LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { download } from '../../lib/browser/download.ts'
import { describedFailure } from '../../lib/browser/get.ts'

export interface ExportMenuProps {
  readonly id: string
  /** The entry as people read it, for the clipboard. */
  readonly text: string
}

const FORMATS = [
  { format: 'markdown', label: 'Markdown', icon: FileText },
  { format: 'html', label: 'Web page (HTML)', icon: FileCode },
  { format: 'pdf', label: 'PDF', icon: FileType },
] as const

/** Takes an entry out of the library: as a file, or to the clipboard. */
export function ExportMenu({ id, text }: ExportMenuProps) {
  const [busy, setBusy] = useState(false)

  const save = async (format: string, label: string) => {
    setBusy(true)
    try {
      await download(`/content/saved/${encodeURIComponent(id)}/export?format=${format}`)
    } catch (error) {
      toast.error(`No ${label} was made`, { description: describedFailure(error) })
    } finally {
      setBusy(false)
    }
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast.success('Copied')
    } catch {
      toast.error('The browser did not allow copying', { description: 'Select the text and copy it by hand.' })
    }
  }

  return (
    <Menu
      label="Export"
      triggerClass={buttonClass()}
      trigger={
        <>
          {busy ? (
            <LoaderCircle aria-hidden className="size-4 animate-turn" />
          ) : (
            <Download aria-hidden className="size-4" />
          )}
          Export
        </>
      }
    >
      {FORMATS.map(({ format, label, icon: Icon }) => (
        <MenuItem key={format} disabled={busy} onClick={() => void save(format, label)}>
          <Icon aria-hidden />
          {label}
        </MenuItem>
      ))}
      <MenuDivider />
      <MenuItem onClick={() => void copy()}>
        <ClipboardCopy aria-hidden />
        Copy as text
      </MenuItem>
    </Menu>
  )
}
