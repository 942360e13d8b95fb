import {
  type FieldSpec,
  type Fields,
  type FieldValue,
  isItems,
  isText,
  itemsIn,
  rowsIn,
  textIn,
} from '../../lib/content/specs.ts'
import { ItemsEditing } from './items-editing.tsx'
import { RowsEditing } from './rows-editing.tsx'
import { TableEditing } from './table-editing.tsx'
import { TextEditing } from './text-editing.tsx'

export interface FieldEditingProps {
  readonly spec: FieldSpec
  readonly fields: Fields
  readonly onValue: (value: FieldValue) => void
}

/** One field, to be changed where it stands. */
export function FieldEditing({ spec, fields, onValue }: FieldEditingProps) {
  if (isText(spec)) {
    const value = textIn(fields, spec.name)
    return (
      <TextEditing
        look={spec.look}
        label={spec.label}
        placeholder={`Write the ${spec.label.toLowerCase()}`}
        value={value}
        onValue={onValue}
        invalid={spec.limit !== undefined && value.length > spec.limit}
        {...(spec.look === 'line' && { className: 'font-semibold text-lg' })}
        top={3}
      />
    )
  }
  if (isItems(spec))
    return <ItemsEditing look={spec.look} label={spec.label} items={itemsIn(fields, spec.name)} onItems={onValue} />
  const Rows = spec.look === 'table' ? TableEditing : RowsEditing
  return <Rows spec={spec} rows={rowsIn(fields, spec.name)} onRows={onValue} top={4} />
}
