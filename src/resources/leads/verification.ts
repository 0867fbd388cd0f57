import type { World } from '../../world/world.ts'
import { sendingChanged } from '../campaigns/sending-changed.ts'
import { foundLater, verificationOf } from '../email-verification/rule.ts'
import { sliceOf } from './slice.ts'
import { CATCH_ALL, INVALID, VERIFIED, WAITING_FOR_USER } from './status.ts'
import type { LeadCollection } from './tables.ts'

type Count = { status: number | null; count: number }

/** Pending verifications take as long as in EmailVerification (a choice). */
const LATER = 10_000

type Found = ReturnType<typeof verificationOf>

function statusOf({ verification_status, catch_all }: Found) {
  if (verification_status === 'invalid') return INVALID
  return catch_all ? CATCH_ALL : VERIFIED
}

/** The verification of leads' addresses, by the rule of EmailVerification (a choice). */
export function verificationOfLeads(world: World, leads: LeadCollection) {
  const { sql, schedule, clock } = world
  const note = (id: string, found: Found): void => {
    const { value: lead } = leads.update(id, ({ timestamp_updated }) => ({
      verification_status: statusOf(found),
      timestamp_updated: clock.timestampAfter(timestamp_updated)
    }))
    sendingChanged(world, lead.campaign, lead.subsequence_id)
  }
  const isWaiting = (id: string) =>
    leads.has(id) && leads.require(id).verification_status === WAITING_FOR_USER

  return {
    verify(argument: string): void {
      const { ids, rest } = sliceOf(world, JSON.parse(argument))
      for (const id of ids.filter(isWaiting)) {
        const found = verificationOf(String(leads.require(id).email))
        if (found.verification_status !== 'pending') note(id, found)
        else schedule.add({ task: 'finish_lead_verification', argument: id, due: clock.now() + LATER })
      }
      if (rest) schedule.add({ task: 'verify_leads', argument: JSON.stringify(rest), due: clock.now() })
    },
    finishVerification(id: string): void {
      if (isWaiting(id)) note(id, foundLater)
    },
    /** The number of leads in the list with each verification status. */
    verificationCounts: (list: string): Count[] =>
      sql(
        'SELECT verification_status AS status, count(*) AS count FROM leads WHERE list_id = ? GROUP BY verification_status'
      ).all(list) as Count[]
  }
}
