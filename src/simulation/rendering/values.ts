import { bare, type Values } from './template.ts'

export type Sender = { first_name: string; last_name: string; signature?: string | null }

/** The values of variables in an email of this sender: the lead's own, overridden by the sender's. */
export function valuesOf(payload: Readonly<Record<string, unknown>>, sender: Sender): Values {
  const { first_name, last_name, signature } = sender
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(payload)) values.set(bare(name), String(value ?? ''))
  values.set('sendingaccountfirstname', first_name)
  values.set('sendingaccountname', `${first_name} ${last_name}`.trim())
  values.set('accountsignature', signature ?? '')
  return values
}
