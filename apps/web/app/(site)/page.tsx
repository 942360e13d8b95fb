import { Audiences } from '../../features/site/audiences.tsx'
import { Hero } from '../../features/site/hero.tsx'
import { Promises } from '../../features/site/promises.tsx'
import { Start } from '../../features/site/start.tsx'

export default function LandingPage() {
  return (
    <>
      <Hero />
      <Promises />
      <Audiences />
      <Start />
    </>
  )
}
