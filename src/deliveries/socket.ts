import { lookup } from 'node:dns'
import { isIP, type LookupFunction, Socket } from 'node:net'
import { connect as startTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { isNamed, isOfThisMachine, isPrivate } from './private.ts'

/** Taken before any interception replaces it, so that none, ours included, catches deliveries. */
const connect = Socket.prototype.connect

/** The time limit of connecting, in real milliseconds. */
const TIME_LIMIT = 10_000

/** Which hosts may be called. */
export type Reach = {
  /** Hosts besides loopback and private addresses. */
  hosts: readonly string[]
  /** The ports on which this server listens. */
  readonly ports: readonly number[]
}

/** Opens the connections of deliveries, after checking their destination. */
export const connectorOf =
  (reach: Reach): buildConnector.connector =>
  ({ hostname, port, protocol, servername }, callback) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const to = Number(port || (protocol === 'https:' ? 443 : 80))
    const mistake = (address: string) => whyNot(reach, host, address, to)
    const socket = new Socket()
    let isSettled = false
    const failed = (error: Error) => {
      if (!isSettled) callback(error, null)
      isSettled = true
    }
    const ready = (opened: Socket) => {
      isSettled = true
      socket.setTimeout(0)
      callback(null, opened)
    }
    socket.on('error', failed)
    socket.once('connect', () => {
      if (protocol !== 'https:') return ready(socket)
      const secure = startTls({ socket, servername })
      secure.on('error', failed).once('secureConnect', () => ready(secure))
    })
    socket.setTimeout(TIME_LIMIT, () => socket.destroy(new Error(`No connection to ${host}:${to}`)))
    const known = isIP(host) ? mistake(host) : undefined
    if (known) socket.destroy(known)
    else {
      const options = { host, port: to, autoSelectFamily: true, lookup: checkedLookup(mistake) }
      Reflect.apply(connect, socket, [options])
    }
  }

/** Checks the addresses that a name resolves to, which can be any. */
const checkedLookup =
  (mistake: (address: string) => Error | undefined): LookupFunction =>
  (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, found = []) => {
      const near = found.filter(({ address }) => !mistake(address))
      const [wrong = error] = near.length ? [] : found.map(({ address }) => mistake(address))
      callback(wrong, near)
    })

function whyNot(reach: Reach, host: string, address: string, port: number): Error | undefined {
  if (reach.ports.includes(port) && isOfThisMachine(address)) {
    return new Error(`${host}:${port} is this mock itself, which does not call itself`)
  }
  if (isPrivate(address) || isNamed(reach.hosts, host)) return undefined
  return new Error(
    `${host} is not a loopback or private address: instantly-mock calls it only if --webhook-hosts names it`
  )
}
