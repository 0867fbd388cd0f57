/** The host that clients have written into them. */
const REAL_HOST = 'api.instantly.ai'

/** By any of its spellings; with a dot at the end it is the same. */
export const isRealHost = (name: string | null | undefined): boolean =>
  name?.replace(/\.$/, '').toLowerCase() === REAL_HOST

/** Where a request goes. CONNECT has the other end of its tunnel where others have a path. */
export const destinationOf = (request: Request): URL =>
  new URL(request.method === 'CONNECT' ? `http://${request.url}` : request.url)

/** In a tunnel that no proxy of HTTP has dug, only the Host header still names the other end. */
export const isForRealHost = (request: Request): boolean =>
  isRealHost(destinationOf(request).hostname) || isRealHost(request.headers.get('host')?.replace(/:\d*$/, ''))
