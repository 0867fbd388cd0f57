/** Does `make` when it is first called, and from then on gives what that gave. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
