/** The two pages that a person meets: who he is, and what he allows. They work without script and with a keyboard. */
export const loginPage = (wrong: boolean): string =>
  page(
    'Sign in',
    `${wrong ? '<p role="alert">E-mail or password is wrong.</p>' : ''}
    <label>E-mail <input name="email" type="email" autocomplete="username" required autofocus></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
    <button name="step" value="login">Sign in</button>`,
  )

export const consentPage = (client: string, account: string, scopes: readonly string[]): string =>
  page(
    'Allow access',
    `<p><strong>${escaped(client)}</strong> asks for access to the account of ${escaped(account)}:</p>
    <ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
    <button name="step" value="allow">Allow</button>
    <button name="step" value="decline">Decline</button>`,
  )

const page = (title: string, form: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} - Test provider</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 24rem; padding: 0 1rem }
  label, input { display: block; width: 100%; box-sizing: border-box; margin-bottom: .75rem }
  input, button { font: inherit; padding: .4rem .6rem }
</style>
<main>
  <h1>${title}</h1>
  <form method="post">${form}</form>
</main>
</html>
`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
