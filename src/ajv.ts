import type { ErrorObject } from 'ajv'

/** How schemas are read. Their own form is not checked: it would take 20 ms of the first request. */
export const ajvOptions = {
  allowUnionTypes: true,
  keywords: ['x-enumDescriptions', 'x-keyOrder'],
  validateSchema: false
}

/** How what a test says is read: nothing is coerced or dropped, and a mistake is told with what was found. */
export const literally = { ...ajvOptions, coerceTypes: false, removeAdditional: false, verbose: true }

/** What is wrong, what is wanted there, and what was found by a validator that is `verbose`. */
export const mistake = ({ message, params, data }: ErrorObject): string =>
  `${message}${wanted(params)}, found ${shown(data)}`

function wanted({ allowedValues, additionalProperty }: Record<string, unknown>): string {
  if (Array.isArray(allowedValues)) return `: ${allowedValues.join(', ')}`
  return additionalProperty === undefined ? '' : ` (${additionalProperty})`
}

/** The start of the value as JSON, enough to find it by. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
