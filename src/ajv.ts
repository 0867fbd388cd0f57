/** How schemas are read. Their own form is not checked: it would take 20 ms of the first request. */
export const ajvOptions = {
  allowUnionTypes: true,
  keywords: ['x-enumDescriptions', 'x-keyOrder'],
  validateSchema: false
}
