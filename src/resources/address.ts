/** The normalised form of an email address (a choice). */
export const addressOf = (email: string): string => email.trim().toLowerCase()
