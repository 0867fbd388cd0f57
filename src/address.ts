import type { AddressInfo, Server } from 'node:net'

const everywhere = ['0.0.0.0', '::']

export const isEverywhere = (address: string) => everywhere.includes(address)

/**
 * The host and port for clients on this machine. Not `localhost` for a server that listens on all addresses: some clients
 * resolve that to `::1` alone, where nothing may listen.
 */
export function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  const host = isEverywhere(address) ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address
  return `${host}:${port}`
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port
