import type { ComponentType } from 'preact'
import type { Route } from '../route.ts'
import { Campaigns } from './campaigns.tsx'
import { Data } from './data.tsx'
import { Deliveries } from './deliveries.tsx'
import { Faults } from './faults.tsx'
import { Limits } from './limits.tsx'
import { Overview } from './overview.tsx'
import { Plans } from './plans.tsx'
import { Requests } from './requests.tsx'
import { Unibox } from './unibox.tsx'

type View = { name: string; title: string; View: ComponentType<{ route: Route }> }

/** The views, in the order of the navigation. */
export const views: View[] = [
  { name: 'overview', title: 'Overview', View: Overview },
  { name: 'requests', title: 'Requests', View: Requests },
  { name: 'campaigns', title: 'Campaigns', View: Campaigns },
  { name: 'unibox', title: 'Unibox', View: Unibox },
  { name: 'data', title: 'Data', View: Data },
  { name: 'plans', title: 'Plans', View: Plans },
  { name: 'webhooks', title: 'Webhooks', View: Deliveries },
  { name: 'faults', title: 'Faults', View: Faults },
  { name: 'limits', title: 'Limits', View: Limits }
]

export function titleOf({ view, rest }: Route): string {
  const title = views.find(({ name }) => name === view)?.title ?? 'Nothing here'
  return [title, ...rest].join(' ')
}
