import { Empty } from '../parts/shown.tsx'
import { numberText } from '../words.ts'

const states: [status: string, words: string, tone: string][] = [
  ['1', 'Active', 'good'],
  ['2', 'Paused', 'warn'],
  ['3', 'Completed', 'done'],
  ['-1', 'Bounced', 'bad'],
  ['-2', 'Unsubscribed', 'bad'],
  ['-3', 'Skipped', 'plain']
]

/** The number of leads in each state. */
export function LeadStates({ leads }: { leads: Record<string, number> }) {
  const found = states.filter(([status]) => leads[status])
  const total = Object.values(leads).reduce((sum, count) => sum + count, 0)
  return (
    <section class="card">
      <h2>Leads</h2>
      {total === 0 ? (
        <Empty>No leads.</Empty>
      ) : (
        <>
          <div class="bar" aria-hidden="true">
            {found.map(([status, , tone]) => (
              <span class={tone} style={{ flexGrow: leads[status] }} />
            ))}
          </div>
          <dl class="pairs counts">
            {found.map(([status, words, tone]) => (
              <>
                <dt>
                  <span class={`swatch ${tone}`} /> {words}
                </dt>
                <dd>{numberText(leads[status] ?? 0)}</dd>
              </>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
