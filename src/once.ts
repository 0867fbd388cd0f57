/** Does `make` when it is first called, and from then on gives what that gave; a promise that fails is made again. */
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
