import { planOf } from '../../controls/plan/verbs.ts'
import { paymentRequired } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import type { CreateEmailVerification } from './requests.ts'
import { foundLater, verificationOf } from './rule.ts'
import { EmailVerification } from './schema.ts'

export const tables = `
  CREATE TABLE email_verifications (email TEXT PRIMARY KEY, document TEXT NOT NULL, webhook_url TEXT) STRICT`

export const collection = collectionOf({
  table: 'email_verifications',
  schema: EmailVerification,
  key: 'email'
})

/** Reported live. */
const PRICE = 0.25
/** Documented: what takes longer is answered as pending; that it then takes this long is a choice. */
const LATER = 10_000
export const FINISH = 'finish_email_verification'

export function store(world: World) {
  const { events, schedule, clock, sql } = world
  const verifications = collection(world)
  const plan = planOf(world)
  return {
    ...verifications,
    read: (email: string) => verifications.read(email.toLowerCase()),
    /** Every check is a new one and costs credits again (a choice). */
    create: (body: CreateEmailVerification): JsonDocument<EmailVerification> =>
      world.transaction(() => {
        const email = body.email.trim().toLowerCase()
        const credits = plan.read().verification_credits - PRICE
        if (credits < 0) throw paymentRequired('Not enough verification credits')
        plan.change({ verification_credits: credits })
        const found = verificationOf(email)
        if (found.verification_status === 'pending') {
          schedule.add({ task: FINISH, argument: email, due: clock.now() + LATER })
        }
        const document = verifications.put({
          email,
          status: 'success',
          credits,
          credits_used: PRICE,
          ...found
        })
        const webhook_url = body.webhook_url || null
        sql('UPDATE email_verifications SET webhook_url = ? WHERE email = ?').run(webhook_url, email)
        return document
      }),
    /** A verification that a test has deleted meanwhile is not restored. */
    finish(email: string): void {
      if (!verifications.has(email)) return
      verifications.update(email, () => foundLater)
      const url = sql('SELECT webhook_url FROM email_verifications WHERE email = ?').pluck().get(email)
      // Documented: the result is sent to this URL.
      if (typeof url === 'string') events.emit({ type: 'email_verified', email, value: url })
    }
  }
}

export type EmailVerifications = ReturnType<typeof store>
