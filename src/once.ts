/** Calls `make` once and caches its result; a rejected promise is not cached. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined
  const forget = () => {
    made = undefined
  }
  return () => {
    if (made !== undefined) return made
    made = make()
    if (made instanceof Promise) made.catch(forget)
    return made
  }
}
