/** The instant without its part of a second, as emails that are read have it (recorded). */
export const wholeSecond = (timestamp: string): string => timestamp.replace(/\.\d+Z$/, '.000Z')
