/** The instant truncated to the second, as in emails when read (recorded). */
export const wholeSecond = (timestamp: string): string => timestamp.replace(/\.\d+Z$/, '.000Z')
