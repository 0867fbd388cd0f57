import type { Faker } from '@faker-js/faker'
import type { Email } from './schema.ts'

type Extras = Partial<Email>

const maybe = (faker: Faker, make: () => Extras, probability = 0.3): Extras =>
  faker.helpers.maybe(make, { probability }) ?? {}

export const interest = (faker: Faker): Extras =>
  maybe(faker, () => ({ ai_interest_value: faker.number.float({ fractionDigits: 2 }) }))

export const noticing = (moment: string, faker: Faker): Extras =>
  maybe(faker, () => ({ reminder_ts: faker.date.soon({ refDate: moment, days: 14 }).toISOString() }))

/** How an outgoing email was written. */
export const writing = (faker: Faker): Extras => ({
  ...maybe(faker, () => ({ reply_to: 'sales@example.com' })),
  ...maybe(faker, () => ({ ai_assisted: 1, ai_agent_id: faker.string.uuid() }))
})

export function addresses(
  { email, name, eaccount }: { email: string; name: string; eaccount: string },
  faker: Faker
): Extras {
  const copy = faker.helpers.maybe(() => 'team@example.com', { probability: 0.2 })
  return {
    from_address_json: [{ address: email, name }],
    to_address_json: [{ address: eaccount, name: '' }],
    ...(copy && { cc_address_email_list: copy, cc_address_json: [{ address: copy, name: '' }] })
  }
}

/** One stored file, in some emails with one that was not stored. */
export const attachments = (faker: Faker): Extras =>
  maybe(faker, () => {
    const filename = faker.system.commonFileName('pdf')
    const stored = {
      filename,
      size: faker.number.int({ min: 1000, max: 500_000 }),
      type: 'application/pdf',
      url: `https://files.example.com/${filename}`
    }
    const failed = { filename: 'video.mp4', error: 'Upload failed' }
    return { attachment_json: { files: faker.datatype.boolean() ? [stored, failed] : [stored] } }
  })
