import { useState } from 'preact/hooks'
import type { Difference } from '../../controls/journal/answers.ts'
import { call, Refusal } from '../api.ts'
import { hrefTo, type Route } from '../route.ts'

const example = `{
  "calls": [
    { "operation_id": "createCampaign", "exactly": 1 }
  ]
}`

type Verdict = { text: string; isGood: boolean; differences: Difference[] }

/** Verifies expected calls and shows the nearest misses. */
export function Expect({ route: { workspace } }: { route: Route }) {
  const [text, setText] = useState(example)
  const [verdict, setVerdict] = useState<Verdict | undefined>()
  const check = async () => setVerdict(await judge(workspace, text))
  return (
    <>
      <p class="back">
        <a href={hrefTo(workspace, 'requests')}>All requests</a>
      </p>
      <h1>Check an expectation</h1>
      <p class="muted">
        Describe the requests that your client should have made, as in the body of{' '}
        <code>POST /__admin/verify</code>. If they differ from those it made, you see the nearest ones and why
        they do not match.
      </p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          check()
        }}
      >
        <label>
          Expected requests, as JSON
          <textarea
            rows={10}
            spellcheck={false}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <div class="buttons">
          <button type="submit" class="primary">
            Check
          </button>
        </div>
      </form>
      {verdict && (
        <section class={`card verdict ${verdict.isGood ? 'good' : 'bad'}`} aria-live="polite">
          <h2>{verdict.text}</h2>
          {verdict.differences.map(({ expected, found, nearest }) => (
            <>
              <p>
                Expected {expected}, found {found}.
              </p>
              <ul>
                {nearest.map(({ call, because }) => (
                  <li>
                    <a href={hrefTo(workspace, 'requests', Number.parseInt(call, 10))}>{call}</a>
                    {because.map((reason) => (
                      <span class="sub">{reason}</span>
                    ))}
                  </li>
                ))}
              </ul>
            </>
          ))}
        </section>
      )}
    </>
  )
}

async function judge(workspace: string, text: string): Promise<Verdict> {
  try {
    await call(workspace, 'POST', '/verify', JSON.parse(text))
    return { text: 'All expected requests came.', isGood: true, differences: [] }
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) {
      return {
        text: 'The requests differ from the expectation.',
        isGood: false,
        differences: Object(error.body).differences
      }
    }
    return { text: String(error instanceof Error ? error.message : error), isGood: false, differences: [] }
  }
}
