/** Has the browser keep a file, as it does with any download. */
export function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken hold of it by then, or asks the reader first.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
