/** Ajv's options. Schemas are not validated themselves, which would take 20 ms of the first request. */
export const ajvOptions = {
  allowUnionTypes: true,
  keywords: ['x-enumDescriptions', 'x-keyOrder'],
  validateSchema: false
}
