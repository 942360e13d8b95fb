import { get } from './get.ts'
import { keep } from './keep-file.ts'

/** Fetches a file of the gateway's and has the browser keep it. Rejects with `RequestFailed` where there is none. */
export async function download(path: string): Promise<void> {
  const response = await get(path, '*/*')
  keep(await response.blob(), nameIn(response.headers.get('content-disposition') ?? ''))
}

function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return encoded ? decodeURIComponent(encoded) : 'download'
}
