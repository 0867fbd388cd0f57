/** Not a single label: nobody means to block all of `.com`. */
const DOMAIN = /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]$/u
const LOCAL_PART = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u

export const isDomain = (value: string) => !value.includes('@')

/** The normalised email or domain; undefined for anything else. */
export function blockedValue(text: string): string | undefined {
  const value = text.trim().toLowerCase()
  const at = value.lastIndexOf('@')
  if (at > 0) {
    const isEmail = LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(value.slice(at + 1))
    return isEmail ? value : undefined
  }
  const domain = value
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^(@|www\.)/, '')
    .replace(/[/:?#].*$/, '')
  return DOMAIN.test(domain) ? domain : undefined
}
