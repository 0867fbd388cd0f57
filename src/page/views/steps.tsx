import type { Entity } from '../entities.ts'
import type { StepFigures } from '../figures.ts'
import { Empty } from '../parts/shown.tsx'
import { numberText, plural } from '../words.ts'

type Variant = { subject?: string; body?: string; v_disabled?: boolean }
type Step = { delay?: number; delay_unit?: string; variants?: Variant[] }

export const stepsOf = ({ sequences }: Entity): Step[] => Object(Object(sequences)[0]).steps ?? []

/** The sequence as its readers see it. */
export function Steps({ campaign, figures = [] }: { campaign: Entity; figures: StepFigures[] | undefined }) {
  const steps = stepsOf(campaign)
  return (
    <section class="card">
      <h2>Steps</h2>
      {steps.length === 0 && <Empty>It has no steps.</Empty>}
      <ol class="steps">
        {steps.map(({ variants = [], delay = 0, delay_unit = 'days' }, index) => (
          <li>
            <h3>Step {index + 1}</h3>
            {variants.map(({ subject, body = '', v_disabled }, place) => (
              <details class="variant">
                <summary>
                  {variants.length > 1 && <span class="letter">{String.fromCharCode(65 + place)}</span>}
                  <span class="subject">{subject || 'Same thread, no subject'}</span>
                  {v_disabled && <span class="muted">switched off</span>}
                  <VariantFigures
                    of={figures.find(({ step, variant }) => step === `${index}` && variant === `${place}`)}
                  />
                </summary>
                <p class="quote">{asText(body)}</p>
              </details>
            ))}
            {index < steps.length - 1 && (
              <p class="hint">then waits {plural(delay, delay_unit.replace(/s$/, ''))}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function VariantFigures({ of }: { of: StepFigures | undefined }) {
  if (!of?.sent) return null
  const { sent, unique_opened = 0, unique_replies = 0 } = of
  const share = (count: number) => `${numberText(count)} (${Math.round((100 * count) / sent)}%)`
  return (
    <span class="figures">
      {numberText(sent)} sent
      {unique_opened > 0 && ` · ${share(unique_opened)} opened`}
      {unique_replies > 0 && ` · ${share(unique_replies)} replied`}
    </span>
  )
}

/** HTML as text: everything is shown, nothing runs. */
const asText = (html: string) =>
  new DOMParser().parseFromString(html.replaceAll(/<br\s*\/?>|<\/p>|<\/div>/gi, '$&\n'), 'text/html').body
    .textContent ?? ''
