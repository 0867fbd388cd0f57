import { type Static, Type } from 'typebox'
import { errorOnly } from '../../http/error-schemas.ts'
import { exampleEmail, flag, listOf, text } from '../schemas.ts'

const exampleHost = 'track.example.com'

export const TrackingDomain = Type.Object({ host: text('The host name to look up.', exampleHost) })

export const TrackingDomainStatus = Type.Object(
  {
    success: Type.Optional(flag('True if the host is set up, absent otherwise.', true)),
    ssl: Type.Optional(flag('Whether it has a certificate.', true)),
    cname: Type.Optional(flag('Whether its CNAME points to the service.', true)),
    host: Type.Optional(text('The requested host name.', exampleHost))
  },
  { description: 'The setup of the tracking domain.' }
)
export type TrackingDomainStatus = Static<typeof TrackingDomainStatus>

export const InvalidHost = Type.Object(
  {
    status: Type.Optional(text('Always `error`.', 'error')),
    message: Type.Optional(text('What is wrong.', 'Invalid host')),
    host: Type.Optional(text('The requested host name.', 'no host'))
  },
  {
    description: 'This is not a host name.',
    examples: [{ status: 'error', message: 'Invalid host', host: 'no host' }]
  }
)

export const TestVitals = Type.Object(
  {
    accounts: Type.Optional(
      listOf(
        text('An email address; its domain is checked.', exampleEmail),
        'The email addresses whose domains to check.'
      )
    )
  },
  { examples: [{ accounts: [exampleEmail] }] }
)

const vitals = (pass: boolean) =>
  Type.Object({
    domain: Type.Optional(text('The domain.', pass ? 'example.com' : 'example.invalid')),
    allPass: Type.Optional(flag('Whether all of the following are set up.', pass)),
    mx: Type.Optional(flag('Whether it has a mail server.', pass)),
    spf: Type.Optional(flag('Whether SPF is set up.', pass)),
    dkim: Type.Optional(flag('Whether DKIM is set up.', pass)),
    dmarc: Type.Optional(flag('Whether DMARC is set up.', pass))
  })

export const Vitals = Type.Object(
  {
    status: Type.Optional(text('Always `success`.', 'success')),
    success_list: Type.Optional(listOf(vitals(true), 'The domains that were looked up.')),
    failure_list: Type.Optional(listOf(vitals(false), 'The domains that do not exist.'))
  },
  { description: 'The DNS setup of each domain.' }
)
export type Vitals = Static<typeof Vitals>

export const NoEmailsSent = errorOnly('Bad request - no emails sent')
