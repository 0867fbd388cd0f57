import { isIP } from 'node:net'
import { nearest } from './nearest.ts'
import { ranges } from './ranges.ts'

type Environment = Record<string, string | undefined>

const PREFIX = 'INSTANTLY_MOCK_'

/** Read by `instantly-mock/redirect`, which may share its environment with the server. */
const ofTheRedirect = ['url', 'tripwire']

/** Kubernetes sets these for a service named `instantly-mock`, and `INSTANTLY_MOCK_PORT` to an address. */
const ofKubernetes = /^INSTANTLY_MOCK_(SERVICE|PORT)_/
const addressOfKubernetes = /^(tcp|udp|sctp):\/\//

/** Set by platforms, not always for us: an unusable value must not stop the server. */
const plain: Record<string, { name: string; wanted: string; isUsable: (value: string) => boolean }> = {
  port: {
    name: 'PORT',
    wanted: `a whole number from ${ranges.port.join(' to ')}`,
    isUsable: (value) => /^\d+$/.test(value) && Number(value) <= ranges.port[1]
  },
  // conda sets HOST to the machine's type, some shells to its name.
  host: {
    name: 'HOST',
    wanted: 'an IP address or localhost',
    isUsable: (value) => isIP(value) > 0 || value === 'localhost'
  }
}

/** `seed-size` → `INSTANTLY_MOCK_SEED_SIZE` */
export const ownVariable = (setting: string) => PREFIX + setting.toUpperCase().replaceAll('-', '_')

/** The variable that a setting is read from, if set: its own, or the platform's. */
export function variableOf(setting: string, env: Environment): string | undefined {
  const own = ownVariable(setting)
  if (env[own] && !addressOfKubernetes.test(env[own])) return own
  const other = plain[setting]
  return other?.isUsable(env[other.name] ?? '') ? other.name : undefined
}

/** Warnings about variables that are set but not used. */
export function unreadVariables(settings: string[], env: Environment): string[] {
  const known = [...settings, ...ofTheRedirect].map(ownVariable)
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name) && !ofKubernetes.test(name))
    .map((name) => {
      const near = nearest(name, known)
      return `${name} is not a setting${near ? `, did you mean ${near}?` : ': see --help'}`
    })
  const unusable = Object.entries(plain).flatMap(([setting, { name, wanted, isUsable }]) => {
    const value = env[name]
    if (!value || isUsable(value) || env[ownVariable(setting)]) return []
    return [`${name} is ignored: it is ${value}, wanted ${wanted}`]
  })
  return [...unknown, ...unusable]
}
