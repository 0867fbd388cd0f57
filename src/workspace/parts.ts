import { deliveries } from '../deliveries/index.ts'
import { resources } from '../resources/index.ts'
import type { Resource } from '../resources/resource.ts'
import { simulation } from '../simulation/index.ts'

/** Everything that has tables, scheduled tasks or listeners. */
export const parts: Pick<Resource, 'tables' | 'tasks' | 'on'>[] = [
  ...Object.values<Resource>(resources),
  simulation,
  deliveries
]
