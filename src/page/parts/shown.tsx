import type { ComponentChildren } from 'preact'
import type { Loaded } from '../load.ts'

/** Loaded data, or a placeholder until it arrives, or the error. */
export function Shown<T>({
  loaded,
  children
}: {
  loaded: Loaded<T>
  children: (data: T) => ComponentChildren
}) {
  const { data, error } = loaded
  if (error) return <p class="empty bad-text">{error.message}</p>
  if (data === undefined) return <p class="empty" aria-busy="true" />
  return <>{children(data)}</>
}

export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>
