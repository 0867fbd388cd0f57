import type { Entity } from '../entities.ts'
import { Empty } from '../parts/shown.tsx'

type Schedule = {
  name?: string
  timing?: { from?: string; to?: string }
  days?: Record<string, boolean>
  timezone?: string
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

const schedulesOf = ({ campaign_schedule }: Entity): Schedule[] => Object(campaign_schedule).schedules ?? []

/** The campaign's schedules and senders. */
export function Schedules({ campaign }: { campaign: Entity }) {
  const { start_date, end_date } = Object(campaign.campaign_schedule)
  const senders: unknown[] = Array.isArray(campaign.email_list) ? campaign.email_list : []
  return (
    <>
      <section class="card">
        <h2>When it may send</h2>
        {schedulesOf(campaign).map(({ name, timing, days: open = {}, timezone }) => (
          <div class="schedule">
            <p>
              <strong>{name}</strong> {timing?.from} to {timing?.to}
              <span class="sub">{timezone}</span>
            </p>
            <ul class="week">
              {days.map((day, index) => (
                <li class={open[index] ? 'open' : ''}>
                  {day}
                  <span class="sr">{open[index] ? ' open' : ' closed'}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {(start_date || end_date) && (
          <p class="hint">
            {start_date && `From ${start_date} `}
            {end_date && `until ${end_date}`}
          </p>
        )}
      </section>
      <section class="card">
        <h2>Accounts that send</h2>
        {senders.length === 0 ? (
          <Empty>None is named.</Empty>
        ) : (
          <ul class="plain">
            {senders.map((sender) => (
              <li>{String(sender)}</li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}
