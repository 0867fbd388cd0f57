/** The part of a sequence that decides the variant. */
type Step = { variants: readonly { v_disabled?: boolean }[] }

/** The next variant after this many emails of the step, from 0; undefined if all are disabled. */
export function variantOf({ variants }: Step, sent: number): number | undefined {
  const enabled = variants.flatMap((variant, index) => (inUse(variant) ? [index] : []))
  return enabled[sent % enabled.length]
}

/** Whether the step has several enabled variants, which alternate. */
export const hasTurns = ({ variants }: Step): boolean => variants.filter(inUse).length > 1

/** The first step, starting from the given one, with an enabled variant, from 0; undefined if there is none. */
export function stepFrom(steps: readonly Step[], from: number): number | undefined {
  const step = steps.findIndex(({ variants }, index) => index >= from && variants.some(inUse))
  return step === -1 ? undefined : step
}

const inUse = ({ v_disabled }: Step['variants'][number]) => !v_disabled
