import { useEffect, useRef, useState } from 'preact/hooks'
import { useAct } from '../action.tsx'
import { useLive } from '../live.ts'
import { useLoad } from '../load.ts'
import { timeText } from '../words.ts'

type Face = { now: string; frozen: boolean }

/** The workspace's time, extrapolated from the last event if the clock is running. */
export function useClock(workspace: string): { now: number; frozen: boolean } | undefined {
  const { live, refused } = useLive()
  const isLocked = refused === 401
  const { data } = useLoad<Face>(workspace, live.clock || isLocked ? undefined : '/clock')
  const [, setTick] = useState(0)
  const face = live.clock ?? data
  const isRunning = face?.frozen === false
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000)
    return () => clearInterval(timer)
  }, [isRunning])
  if (!face) return undefined
  const passed = face.frozen || !live.heard ? 0 : performance.now() - live.heard
  return { now: Date.parse(face.now) + passed, frozen: face.frozen }
}

const steps = [
  ['1h', '+ 1 hour'],
  ['1d', '+ 1 day'],
  ['7d', '+ 1 week']
] as const

const jumps = [
  ['next', 'To the next event'],
  ['idle', 'Until idle']
] as const

type Moved = Face & { happened?: Record<string, number>; stopped?: string }

/** `+ 1 day: 40 email sent, 2 reply received` */
function movedText(begin: string, { happened = {}, stopped }: Moved): string {
  const parts = Object.entries(happened).map(([type, count]) => `${type.replaceAll('_', ' ')} ${count}`)
  const end = stopped === 'at_most' ? ' (stopped after 90 days)' : ''
  return `${begin}${parts.join(', ') || 'nothing happened'}${end}`
}

/** The time, and the controls that change it. */
export function ClockMenu({ workspace }: { workspace: string }) {
  const clock = useClock(workspace)
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (menu.current) menu.current.open = false
  }
  useEffect(() => {
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !menu.current?.contains(target)) close()
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
  }, [])
  return (
    <details class="clock" ref={menu} onKeyDown={({ key }) => key === 'Escape' && close()}>
      <summary>
        <span class={`dot ${clock?.frozen ? 'still' : 'running'}`} />
        <time>{clock ? timeText(clock.now) : '…'}</time>
        <span class="muted">{clock?.frozen ? 'UTC, frozen' : 'UTC'}</span>
      </summary>
      <div class="panel">
        <ClockButtons workspace={workspace} />
      </div>
    </details>
  )
}

export function ClockButtons({ workspace }: { workspace: string }) {
  const act = useAct(workspace)
  const clock = useClock(workspace)
  const [to, setTo] = useState('')
  return (
    <div class="stack">
      <p class="hint">
        On the way, all that is due happens, in order. A frozen clock makes tests repeatable.
      </p>
      <div class="buttons">
        {clock?.frozen ? (
          <button
            type="button"
            onClick={() => act('POST', '/clock/run', undefined, 'The clock runs, with the machine’s time')}
          >
            Run
          </button>
        ) : (
          <button type="button" onClick={() => act('POST', '/clock/freeze', {}, 'The clock is frozen')}>
            Freeze
          </button>
        )}
        {steps.map(([by, words]) => (
          <button
            type="button"
            onClick={() =>
              act('POST', '/clock/advance', { by }, (moved: Moved) => movedText(`${words}: `, moved))
            }
          >
            {words}
          </button>
        ))}
        {jumps.map(([until, words]) => (
          <button
            type="button"
            onClick={() => act('POST', '/simulation/run', { until }, (moved: Moved) => movedText('', moved))}
          >
            {words}
          </button>
        ))}
      </div>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault()
          act('POST', '/clock/set', { to: `${to}:00Z` }, 'The clock is set')
        }}
      >
        <label>
          Set to (UTC)
          <input
            type="datetime-local"
            required
            value={to}
            onInput={({ currentTarget }) => setTo(currentTarget.value.slice(0, 16))}
          />
        </label>
        <button type="submit">Set</button>
      </form>
    </div>
  )
}
