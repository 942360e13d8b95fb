/** The script of the pages: filters the contents and the sections by what is typed. Everything else works without it. */
export const searchScript = `const field = document.getElementById('search')
const found = document.getElementById('found')
const entries = [...document.querySelectorAll('[data-search]')]
const sections = [...document.querySelectorAll('main article[data-search]')]
field.closest('label').hidden = false
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean)
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.search.includes(word))
  const left = sections.filter((section) => !section.hidden).length
  found.textContent = words.length > 0 ? left + ' of ' + sections.length + ' found' : ''
})
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || document.activeElement === field) return
  event.preventDefault()
  field.focus()
})
`
