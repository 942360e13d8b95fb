/** The id to quote when asking for help: under it the server logged what happened. */
export function RequestId({ id }: { readonly id: string | undefined }) {
  if (!id) return null
  return (
    <p className="mt-1 text-xs">
      Request id <code className="select-all font-mono">{id}</code>
    </p>
  )
}
