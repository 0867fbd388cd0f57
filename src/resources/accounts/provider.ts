import { oneOf } from '../schemas.ts'

export const providerCodes = [1, 2, 3, 4, 8, 11] as const

export const providerCode = (what: string) =>
  oneOf(
    what,
    providerCodes,
    {
      '1': 'any server, by IMAP and SMTP',
      '2': 'Google',
      '3': 'Microsoft',
      '4': 'AWS',
      '8': 'AirMail',
      '11': 'Airmail Instant'
    },
    { examples: [2] }
  )
