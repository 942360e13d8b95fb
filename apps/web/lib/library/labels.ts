/** How a content type is called, also one that this web does not know: `blog-post` is "Blog post". */
export function typeLabel(type: string): string {
  return LABELS[type] ?? sentence(type)
}

const LABELS: Readonly<Record<string, string>> = {
  'research-report': 'Research report',
  'social-media': 'Social posts',
  'listing-faqs': 'Listing FAQs',
  note: 'Note',
}

function sentence(type: string): string {
  const words = type.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
