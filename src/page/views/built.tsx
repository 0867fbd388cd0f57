import { useEffect, useState } from 'preact/hooks'
import { numberText, plural } from '../words.ts'

type Home = { version: string; operations: { built: number; documented: number } }

/** The implemented operations among the documented ones. */
export function Built() {
  const [home, setHome] = useState<Home | undefined>()
  useEffect(() => {
    fetch('/')
      .then((answer) => answer.json())
      .then(setHome, () => {})
  }, [])
  if (!home) return null
  const { built, documented } = home.operations
  return (
    <section class="card">
      <h2>This emulator</h2>
      <p>
        Version {home.version}. {plural(built, 'operation')} of {numberText(documented)} are built; the others
        answer 501.
      </p>
      <p class="links">
        <a href="/docs/">The API</a>
        <a href="/__admin/docs">The control plane</a>
      </p>
    </section>
  )
}
