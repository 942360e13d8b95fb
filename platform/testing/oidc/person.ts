/** What a person does at the provider, by a plain HTTP client with cookies. */
export interface Answering {
  readonly email: string
  readonly password: string
  /** Whether he allows what is asked. */
  readonly allows: boolean
}

/**
 * Follows an authorization's address as a new browser would, signs in, answers, and gives the address to which the provider
 * sends the person back: with `code` and `state`, or with `error`. Rejects where the provider does not send him back.
 */
export async function answer(address: string, person: Answering): Promise<URL> {
  const back = new URL(address).searchParams.get('redirect_uri') ?? ''
  const cookies = new Map<string, string>()
  let next = new URL(address)
  let form: URLSearchParams | undefined
  for (let steps = 0; steps < 20; steps++) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    })
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie)
    form = undefined
    const location = response.headers.get('location')
    const html = await response.text()
    if (location !== null) {
      next = new URL(location, next)
      if (next.href.startsWith(back)) return next
    } else if (html.includes('value="login"') && !html.includes('role="alert"'))
      form = new URLSearchParams({ step: 'login', email: person.email, password: person.password })
    else if (html.includes('value="allow"')) form = new URLSearchParams({ step: person.allows ? 'allow' : 'decline' })
    else throw new Error(`the provider stays at ${next.pathname} (${response.status}): ${html.slice(0, 500)}`)
  }
  throw new Error('the provider sends back and forth')
}

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(';')
  const at = pair.indexOf('=')
  const expires = attributes.map((each) => each.trim()).find((each) => /^expires=/i.test(each))
  if (expires && Date.parse(expires.slice('expires='.length)) <= Date.now()) cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), pair.slice(at + 1))
}
