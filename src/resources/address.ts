/** An email address as it is kept and compared (a choice). */
export const addressOf = (email: string): string => email.trim().toLowerCase()
