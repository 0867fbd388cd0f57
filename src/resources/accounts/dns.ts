import { BareError } from '../../errors.ts'
import { addressOf } from '../address.ts'
import type { TrackingDomainStatus, Vitals } from './checks.ts'

const HOST = /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i

/** A host counts as set up if an account uses it (a choice); otherwise `success` is left out (recorded). */
export function trackingDomainStatus(host: string, isSetUp: (host: string) => boolean): TrackingDomainStatus {
  if (!HOST.test(host)) throw new BareError(400, { status: 'error', message: 'Invalid host', host })
  return isSetUp(host.toLowerCase())
    ? { success: true, ssl: true, cname: true, host }
    : { ssl: false, cname: false, host }
}

const passes = (domain: string) => !`.${domain}`.endsWith('.invalid')

/** One entry per domain, in order of first appearance, including addresses that are not accounts (recorded). */
export function vitalsOf(emails: readonly string[] = []): Vitals {
  if (!emails.length) throw new BareError(400, { error: 'Bad request - no emails sent' })
  const domains = [...new Set(emails.map((email) => addressOf(email).replace(/^.*@/s, '')))]
  const entry = (domain: string) => {
    const pass = passes(domain)
    return { domain, allPass: pass, mx: pass, spf: pass, dkim: pass, dmarc: pass }
  }
  return {
    status: 'success',
    success_list: domains.filter(passes).map(entry),
    failure_list: domains.filter((domain) => !passes(domain)).map(entry)
  }
}
