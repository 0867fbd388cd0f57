import { useEffect, useRef, useState } from 'preact/hooks'
import { type Notice, NoticeContext } from './action.tsx'
import { keepKey } from './api.ts'
import { LiveContext, useStream, type Watched } from './live.ts'
import { ClockMenu } from './parts/clock.tsx'
import { intoView } from './parts/into-view.ts'
import { WorkspaceChooser } from './parts/workspaces.tsx'
import { hrefTo, useRoute } from './route.ts'
import { titleOf, views } from './views/index.ts'

export function App() {
  const route = useRoute()
  const [key, setKey] = useState('')
  const [notice, setNotice] = useState<Notice | undefined>()
  const watched = useStream(route.workspace, key)
  const view = views.find(({ name }) => name === route.view)
  const main = useRef<HTMLElement>(null)
  const place = [route.workspace, route.view, ...route.rest].join('/')

  useEffect(() => {
    document.title = `${titleOf(route)} · ${route.workspace} · instantly-mock`
  }, [place])
  useEffect(() => setNotice(undefined), [place])

  const unlock = (given: string) => {
    keepKey(given)
    setKey(given)
  }
  return (
    <LiveContext.Provider value={watched}>
      <NoticeContext.Provider value={setNotice}>
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          Skip to the content
        </button>
        <header class="top">
          <a class="brand" href={hrefTo(route.workspace, 'overview')}>
            <Mark /> instantly-mock
          </a>
          <WorkspaceChooser route={route} />
          <Connection watched={watched} />
          <ClockMenu workspace={route.workspace} />
        </header>
        <nav class="views" aria-label="Views">
          {views.map(({ name, title }) => (
            <a
              ref={name === route.view ? intoView : undefined}
              href={hrefTo(route.workspace, name)}
              aria-current={name === route.view ? 'page' : undefined}
            >
              {title}
            </a>
          ))}
          <a class="outside" href="/__admin/docs">
            Control plane
          </a>
        </nav>
        <main id="main" ref={main} tabIndex={-1} key={`${route.workspace}/${route.view}`}>
          {watched.refused === 401 ? (
            <Locked unlock={unlock} isWrong={key !== ''} />
          ) : view ? (
            <view.View route={route} />
          ) : (
            <p class="empty">There is no view “{route.view}”. Choose one from the menu.</p>
          )}
        </main>
        <div role="status" class={notice ? `notice ${notice.isBad ? 'bad' : 'good'}` : 'notice none'}>
          {notice && (
            <>
              <span>{notice.text}</span>
              <button type="button" class="quiet" onClick={() => setNotice(undefined)} aria-label="Close">
                ×
              </button>
            </>
          )}
        </div>
      </NoticeContext.Provider>
    </LiveContext.Provider>
  )
}

const Mark = () => (
  <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
    <path d="M7 11h18v11H7zm0 0 9 7 9-7" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round" />
  </svg>
)

function Connection({ watched: { isConnected, refused } }: { watched: Watched }) {
  if (refused === 401) return <span class="connection off">Locked</span>
  return (
    <span class={`connection ${isConnected === false ? 'off' : ''}`}>
      {isConnected === false ? 'Not connected, trying again' : isConnected ? 'Live' : 'Connecting'}
    </span>
  )
}

function Locked({ unlock, isWrong }: { unlock: (key: string) => void; isWrong: boolean }) {
  const [given, setGiven] = useState('')
  return (
    <form
      class="locked card"
      onSubmit={(event) => {
        event.preventDefault()
        unlock(given)
      }}
    >
      <h1>This server is locked</h1>
      <p>It was started with a key for the control plane. The page keeps the key until its tab is closed.</p>
      <label>
        Admin key
        <input
          type="password"
          autocomplete="off"
          value={given}
          onInput={(event) => setGiven(event.currentTarget.value)}
        />
      </label>
      {isWrong && <p class="bad-text">The key is wrong.</p>}
      <button type="submit" class="primary">
        Open
      </button>
    </form>
  )
}
