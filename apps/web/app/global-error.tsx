'use client'
import { Crash, type CrashProps } from '../components/crash.tsx'
import './globals.css'

export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en">
      <body>
        <main>
          <Crash {...props} />
        </main>
      </body>
    </html>
  )
}
