import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Loopback and private networks, but not link-local addresses, at which clouds serve metadata. */
const ranges: readonly [address: string, prefix: number][] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7]
]

const near = new BlockList()
for (const [address, prefix] of ranges) near.addSubnet(address, prefix, familyOf(address))

export const isPrivate = (address: string): boolean => near.check(address, familyOf(address))

export function isOfThisMachine(address: string): boolean {
  const own = new BlockList()
  own.addSubnet('127.0.0.0', 8)
  for (const one of Object.values(networkInterfaces()).flatMap((all = []) => all)) {
    own.addAddress(one.address, familyOf(one.address))
  }
  return own.check(address, familyOf(address))
}

/** Whether one of the names is the host's, or `*.` and a domain that contains it. */
export const isNamed = (hosts: readonly string[], host: string): boolean =>
  hosts.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : name === host))
