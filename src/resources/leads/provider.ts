import type { TSchemaOptions } from 'typebox'
import { oneOf, readOnly } from '../schemas.ts'

export const IN_QUEUE = 0
export const OTHER = 999
export const NO_MAIL_SERVER = 1000

export const espCodes = [0, 1, 2, 3, 8, 9, 10, 12, 13, 999, 1000] as const

export const espCode = (what: string, options: TSchemaOptions = {}) =>
  oneOf(
    what,
    espCodes,
    {
      '0': 'not looked up yet',
      '1': 'Google',
      '2': 'Microsoft',
      '3': 'Zoho',
      '8': 'AirMail',
      '9': 'Yahoo',
      '10': 'Yandex',
      '12': 'Web.de',
      '13': 'Libero',
      '999': 'another',
      '1000': 'no mail server'
    },
    { examples: [1], ...options }
  )

const gateways = {
  '0': 'not looked up yet',
  '1': 'Barracuda',
  '2': 'Mimecast',
  '3': 'Proofpoint',
  '4': 'Cisco'
}

export const esgCode = () =>
  oneOf('The gateway that filters mail to the lead', [0, 1, 2, 3, 4], gateways, {
    ...readOnly,
    examples: [1]
  })

/** As text here, and with two additional words. */
export const esgCodeFilter = (what: string) =>
  oneOf(
    what,
    ['0', '1', '2', '3', '4', 'all', 'none'],
    { ...gateways, all: 'any of them', none: 'no gateway' },
    { examples: ['1'] }
  )
