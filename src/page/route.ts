import { useEffect, useState } from 'preact/hooks'

/** The location: workspace, view, item and parameters, as in `#/default/requests/12?text=spring`. */
export type Route = { workspace: string; view: string; rest: string[]; query: URLSearchParams }

export function readRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const [workspace = '', view = '', ...rest] = path.split('/').map(decoded)
  return {
    workspace: workspace || 'default',
    view: view || 'overview',
    rest,
    query: new URLSearchParams(search)
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `hrefTo('default', 'requests', 12)` → `#/default/requests/12` */
export const hrefTo = (...parts: (string | number)[]) =>
  `#/${parts.map((part) => encodeURIComponent(part)).join('/')}`

export const go = (href: string) => {
  location.hash = href
}

/** Changes the parameters without a new history entry, because typing is not navigation. */
export function replaceQuery(query: Record<string, string>): void {
  const given = Object.entries(query).filter(([, value]) => value !== '')
  const [path] = location.hash.split('?')
  const search = given.length ? `?${new URLSearchParams(given)}` : ''
  history.replaceState(null, '', `${path}${search}`)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const follow = () => setHash(location.hash)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return readRoute(hash)
}
