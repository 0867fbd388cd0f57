import type { Faker } from '@faker-js/faker'
import type { Account } from './schema.ts'
import { CONNECTION_ERROR } from './status.ts'

type Problem = Pick<Account, 'status_message' | 'autofix_failed'>

const refusals = [
  ['550', '5.4.5 Daily sending limit exceeded'],
  ['450', '4.2.1 The mailbox of the recipient is busy'],
  ['554', '5.7.1 Message refused']
] as const

/** The error behind a negative status: the mail server's answer or, if it was unreachable, a shorter one. */
export function errorOf(status: Account['status'] = 1, index: number, faker: Faker): Problem {
  if (status > 0) return index % 7 === 0 ? { autofix_failed: false } : {}
  if (status === CONNECTION_ERROR) {
    const isBroken = index % 4 === 3
    return isBroken
      ? { status_message: { code: 'EAUTH', e_message: 'invalid_grant' }, autofix_failed: true }
      : { status_message: { command: 'CONN', e_message: 'connection timed out' } }
  }
  const [code, words] = faker.helpers.arrayElement(refusals)
  const response = `${code}-${words}`
  return {
    status_message: {
      code: 'EENVELOPE',
      command: 'DATA',
      ...(index % 3 && { response }),
      ...(index % 2 && { e_message: `error: data command failed: ${response.toLowerCase()}` }),
      responseCode: Number(code)
    }
  }
}
