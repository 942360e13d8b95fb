'use client'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { differing, type Fields, fieldLabels, fieldsOf } from './fields.ts'
import type { useProfile } from './use-profile.ts'

/** Shown when the profile was changed elsewhere since it was opened here: nothing is overwritten without being asked. */
export function ProfileConflict({ profile }: { readonly profile: ReturnType<typeof useProfile> }) {
  const { theirs, fields, saving } = profile
  return (
    <Dialog
      look="wide"
      open={theirs !== undefined}
      onClose={profile.dismiss}
      title="Changed elsewhere"
      description="Your profile was saved in another tab or on another device after you opened it. What should stand?"
      footer={
        <>
          <Button variant="ghost" onClick={profile.dismiss}>
            Go on editing
          </Button>
          <Button onClick={profile.takeTheirs}>Take the other one</Button>
          <Button variant="primary" onClick={profile.keepMine} busy={saving}>
            Keep my changes
          </Button>
        </>
      }
    >
      {theirs && <Differences mine={fields} other={fieldsOf(theirs)} />}
    </Dialog>
  )
}

function Differences({ mine, other }: { readonly mine: Fields; readonly other: Fields }) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-ink-3 text-xs">
        <tr className="[&>th]:pr-3 [&>th]:pb-2 [&>th]:font-medium">
          <th scope="col">Field</th>
          <th scope="col">Here</th>
          <th scope="col">There</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-line border-t">
        {differing(mine, other).map((name) => (
          <tr key={name} className="align-top [&>*]:py-2 [&>*]:pr-3 [&>*]:[overflow-wrap:anywhere]">
            <th scope="row" className="font-medium">
              {fieldLabels[name]}
            </th>
            <td className="whitespace-pre-line">{mine[name] || <Nothing />}</td>
            <td className="whitespace-pre-line">{other[name] || <Nothing />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Nothing = () => <span className="text-ink-3">nothing</span>
