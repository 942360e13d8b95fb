export function SiteFooter() {
  return (
    <footer className="border-line border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-6 text-ink-3 text-sm sm:px-6">
        <p>Banyan, MIT licence. It runs on this server and loads nothing from elsewhere.</p>
        <p className="flex gap-5">
          <a href="/docs" className="hover:text-ink hover:underline">
            API docs
          </a>
          <a href="/openapi.json" className="hover:text-ink hover:underline">
            OpenAPI
          </a>
          <a href="/health" className="hover:text-ink hover:underline">
            Health
          </a>
        </p>
      </div>
    </footer>
  )
}
