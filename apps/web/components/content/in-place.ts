/** The look of text that is changed where it stands: plain, until somebody comes near. */
export const inPlaceClass =
  'field-sizing-content -mx-1.5 block w-[calc(100%+0.75rem)] resize-none rounded-md bg-transparent px-1.5 py-0.5 placeholder:text-ink-3 placeholder-shown:bg-sunken hover:bg-hover/60 focus-visible:bg-hover/60 focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/60'
