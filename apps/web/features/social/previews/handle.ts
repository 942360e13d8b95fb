/** A name as an account's handle: "Ada Lovelace" is `adalovelace`. */
export function handleOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
  return plain || 'you'
}
