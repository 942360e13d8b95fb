import type { Page } from 'playwright-core'

/** Goes to a page and waits until all of it is there, skeletons gone. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** Waits until nothing on the page is on its way any more, and React listens to its keys and clicks. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('h1') !== null &&
      document.querySelector('main [aria-busy=true]') === null &&
      [...document.querySelectorAll('button')].every((button) =>
        Object.keys(button).some((key) => key.startsWith('__reactProps')),
      ),
  )
}
