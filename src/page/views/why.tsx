import type { Why } from '../../simulation/control/schema.ts'
import { useLoad } from '../load.ts'
import { useClock } from '../parts/clock.tsx'
import { Shown } from '../parts/shown.tsx'
import { fromNow, numberText, timeText } from '../words.ts'

/** Why the campaign is sending or not, in words. */
export function WhyCard({ workspace, campaign }: { workspace: string; campaign: string }) {
  const loaded = useLoad<Why>(workspace, `/why/${encodeURIComponent(campaign)}`)
  const clock = useClock(workspace)
  return (
    <section class="card">
      <h2>Sending</h2>
      <Shown loaded={loaded}>
        {({ is_live, reason, next_at, senders, left_today: { emails, new_leads } }) => (
          <>
            <p>{reason.message}.</p>
            {next_at && (
              <p>
                The next email goes {clock && fromNow(next_at, clock.now)}, {timeText(next_at)} UTC.
              </p>
            )}
            {is_live && (emails !== null || new_leads !== null) && (
              <p class="hint">
                Left today: {emails === null ? 'any number of emails' : `${numberText(emails)} emails`},{' '}
                {new_leads === null ? 'any number of new leads' : `${numberText(new_leads)} new leads`}.
              </p>
            )}
            <ul class="lines">
              {senders.map(({ account, usable, available_at, is_full }) => (
                <li key={account}>
                  <span>
                    {account}
                    <span class="sub">{senderText({ usable, available_at, is_full }, clock?.now)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
    </section>
  )
}

type Sender = { usable: boolean; available_at: string | null; is_full: boolean }

function senderText({ usable, available_at, is_full }: Sender, now: number | undefined): string {
  if (!usable) return 'cannot send: it is not there, or not active'
  if (is_full) return 'has reached its daily limit'
  if (available_at && now !== undefined && Date.parse(available_at) > now) {
    return `may send ${fromNow(available_at, now)}`
  }
  return 'may send'
}
