import { NO_MAIL_SERVER, OTHER } from './provider.ts'

/** Well-known domains, by their provider's code (a choice). */
const domains = {
  1: ['gmail.com', 'googlemail.com', 'google.com'],
  2: ['outlook.com', 'hotmail.com', 'hotmail.co.uk', 'hotmail.fr', 'live.com', 'msn.com', 'microsoft.com'],
  3: ['zoho.com', 'zohomail.com', 'zohomail.eu'],
  9: ['yahoo.com', 'yahoo.co.uk', 'yahoo.co.jp', 'yahoo.fr', 'yahoo.de', 'ymail.com', 'aol.com'],
  10: ['yandex.com', 'yandex.ru', 'ya.ru'],
  12: ['web.de'],
  13: ['libero.it']
} as const

type Code = keyof typeof domains | typeof OTHER | typeof NO_MAIL_SERVER

const known = new Map(
  Object.entries(domains).flatMap(([code, names]) =>
    names.map((name) => [name as string, Number(code) as Code])
  )
)

/** The provider of a domain. Recorded: example.com has another one, an unregistered domain has no mail server. */
export function providerOf(domain: string): Code {
  if (domain === 'invalid' || domain.endsWith('.invalid')) return NO_MAIL_SERVER
  return known.get(domain) ?? OTHER
}
