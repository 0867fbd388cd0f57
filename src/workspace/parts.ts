import { deliveries } from '../deliveries/index.ts'
import { resources } from '../resources/index.ts'
import type { Resource } from '../resources/resource.ts'
import { simulation } from '../simulation/index.ts'

/** All that keeps something in a world, does something later, or listens to what happens. */
export const parts: Pick<Resource, 'tables' | 'tasks' | 'on'>[] = [
  ...Object.values<Resource>(resources),
  simulation,
  deliveries
]
