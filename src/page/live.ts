import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { addressOf, headers } from './api.ts'

/** The latest event of the stream. */
export type Live = {
  workspaces: string[]
  calls: number
  changes: number
  controls: string
  clock?: { now: string; frozen: boolean }
  /** When it arrived, by this machine's clock. */
  heard: number
  /** The number of changes made by this page. */
  own: number
}

export type Watched = {
  live: Live
  /** Undefined while connecting, false if the connection failed. */
  isConnected: boolean | undefined
  /** The status of a refusal: 401 asks for the key. */
  refused: number | undefined
  /** Call it after each action to reload everything on the page. */
  touch: () => void
}

const nothing: Live = { workspaces: [], calls: 0, changes: 0, controls: '', heard: 0, own: 0 }

export const LiveContext = createContext<Watched>({
  live: nothing,
  isConnected: undefined,
  refused: undefined,
  touch: () => {}
})

export const useLive = () => useContext(LiveContext)

/** The delay before reconnecting, in milliseconds. */
const PAUSE = 1500

/** Follows a workspace while the page shows it. */
export function useStream(workspace: string, key: string): Watched {
  const [live, setLive] = useState(nothing)
  const [isConnected, setConnected] = useState<boolean | undefined>()
  const [refused, setRefused] = useState<number | undefined>()

  useEffect(() => {
    const end = new AbortController()
    setLive((before) => ({ ...nothing, workspaces: before.workspaces, own: before.own + 1 }))
    const follow = async () => {
      while (!end.signal.aborted) {
        const status = await read(workspace, end.signal, (event) => {
          setConnected(true)
          setRefused(undefined)
          setLive((before) => ({ ...before, ...event, heard: performance.now() }))
        }).catch(() => undefined)
        if (end.signal.aborted) return
        setConnected(false)
        if (status !== undefined && status >= 400) setRefused(status)
        if (status === 401) return
        await new Promise((resolve) => setTimeout(resolve, PAUSE))
      }
    }
    follow()
    return () => end.abort()
  }, [workspace, key])

  const touch = () => setLive((before) => ({ ...before, own: before.own + 1 }))
  return { live, isConnected, refused, touch }
}

/** Uses `fetch`, because an EventSource sends no key. Returns the status when the stream ends. */
async function read(workspace: string, signal: AbortSignal, report: (live: Partial<Live>) => void) {
  const { ok, status, body } = await fetch(addressOf(workspace, '/stream'), { headers: headers(), signal })
  if (!ok || !body) return status
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (let text = ''; ; ) {
    const { done, value } = await reader.read()
    if (done) return status
    const parts = (text + value).split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) report(JSON.parse(part.replace(/^data: /, '')))
  }
}
