/** The normalised form: trimmed and in lower case (a choice); undefined if empty. */
export const addressOf = (email: string | null | undefined): string | undefined =>
  email?.trim().toLowerCase() || undefined

const ADDRESS = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

export const isAddress = (email: string): boolean => ADDRESS.test(email)

/** `''` if there is no email (a choice). */
export const domainOf = (email: string | null | undefined): string =>
  email?.slice(email.indexOf('@') + 1) ?? ''
