/** The host that clients have hard-coded. */
const REAL_HOST = 'api.instantly.ai'

/** In any spelling, also with a trailing dot. */
export const isRealHost = (name: string | null | undefined): boolean =>
  name?.replace(/\.$/, '').toLowerCase() === REAL_HOST

/** Where a request goes. CONNECT has the end of its tunnel in place of a path. */
export const destinationOf = (request: Request): URL =>
  new URL(request.method === 'CONNECT' ? `http://${request.url}` : request.url)

/** In a tunnel that no HTTP proxy opened, only the Host header names the other end. */
export const isForRealHost = (request: Request): boolean =>
  isRealHost(destinationOf(request).hostname) || isRealHost(request.headers.get('host')?.replace(/:\d*$/, ''))
