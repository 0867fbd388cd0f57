import { BlockList, isIP } from 'node:net'

/** Loopback and private networks; link-local addresses, where clouds answer machines, are none of them. */
const ranges: readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6']
]

const near = new BlockList()
for (const range of ranges) near.addSubnet(...range)

export const isPrivate = (address: string): boolean =>
  near.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether one of the names is the host's, or `*.` and the end of it. */
export const isNamed = (hosts: readonly string[], host: string): boolean =>
  hosts.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : name === host))
