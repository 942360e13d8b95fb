'use client'
import { buttonClass } from '@banyan/ui/button'
import { Menu, MenuDivider } from '@banyan/ui/menu'
import { MenuItem } from '@banyan/ui/menu-item'
import { toast } from '@banyan/ui/toast'
import { Download, Ellipsis, LoaderCircle, Trash2, Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ComponentType, useState } from 'react'
import { describedFailure } from '../../lib/browser/get.ts'
import { exportLibrary } from '../../lib/browser/library-file.ts'
import type { ImportDialogProps } from './import-dialog.tsx'

/** What is done with the library as a whole. */
export function LibraryMenu() {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [importing, setImporting] = useState(false)
  const [loaded, setLoaded] = useState<{ ImportDialog: ComponentType<ImportDialogProps> }>()

  const takeAlong = async () => {
    setBusy(true)
    try {
      const parts = await exportLibrary()
      toast.success('Exported', {
        description: parts === 1 ? 'Everything is in one file.' : `It is in ${parts} files.`,
      })
    } catch (error) {
      toast.error('Not exported', { description: describedFailure(error) })
    } finally {
      setBusy(false)
    }
  }

  const takeIn = async () => {
    try {
      // Few need it, and not at once.
      setLoaded(await import('./import-dialog.tsx'))
      setImporting(true)
    } catch {
      toast.error('Banyan cannot be reached', { description: 'Try again in a moment.' })
    }
  }

  return (
    <>
      <Menu
        label="More"
        triggerClass={buttonClass({ icon: true })}
        trigger={
          busy ? (
            <LoaderCircle aria-hidden className="size-4 animate-turn" />
          ) : (
            <Ellipsis aria-hidden className="size-4" />
          )
        }
      >
        <MenuItem disabled={busy} onClick={() => void takeAlong()}>
          <Download aria-hidden />
          Export everything
        </MenuItem>
        <MenuItem onClick={() => void takeIn()}>
          <Upload aria-hidden />
          Import
        </MenuItem>
        <MenuDivider />
        <MenuItem onClick={() => router.push('/saved/deleted')}>
          <Trash2 aria-hidden />
          Recently deleted
        </MenuItem>
      </Menu>
      {loaded && <loaded.ImportDialog open={importing} onClose={() => setImporting(false)} />}
    </>
  )
}
