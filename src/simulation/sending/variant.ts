/** What of a sequence decides which wording is sent. */
type Step = { variants: readonly { v_disabled?: boolean }[] }

/** The variant whose turn it is after so many emails of the step, from 0; undefined where all are out of use. */
export function variantOf({ variants }: Step, sent: number): number | undefined {
  const enabled = variants.flatMap((variant, index) => (inUse(variant) ? [index] : []))
  return enabled[sent % enabled.length]
}

/** Whether the step has several wordings, which take turns. */
export const hasTurns = ({ variants }: Step): boolean => variants.filter(inUse).length > 1

/** The first step from the given one on that has a variant in use, counted from 0; undefined when none is left. */
export function stepFrom(steps: readonly Step[], from: number): number | undefined {
  const step = steps.findIndex(({ variants }, index) => index >= from && variants.some(inUse))
  return step === -1 ? undefined : step
}

const inUse = ({ v_disabled }: Step['variants'][number]) => !v_disabled
