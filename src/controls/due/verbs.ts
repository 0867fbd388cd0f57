import { ApiError } from '../../errors.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { DueWork } from '../../world/schedule.ts'
import type { DueFace, DueItem, HoldDue, RunDue } from './schema.ts'

const ALL = '*'

export const dueItem = ({ task, argument, due }: DueWork): DueItem => ({
  task,
  argument,
  due: new Date(due).toISOString()
})

/** A workspace's scheduled work: jobs, looks at campaigns, planted events. */
export const dueOf = ({ schedule, runNow, arm }: Pick<Workspace, 'schedule' | 'runNow' | 'arm'>) => {
  const list = (): DueFace => ({
    held: schedule.held(),
    items: schedule.all().map(dueItem)
  })
  return {
    list,
    /** Runs the work now, even if it is due later or on hold; all of it, or only that of a task or argument. */
    run({ task, argument }: RunDue = {}): DueFace {
      const works = schedule
        .all()
        .filter((work) => (task ?? work.task) === work.task && (argument ?? work.argument) === work.argument)
      if (!works.length)
        throw new ApiError(404, `Nothing is due of ${task ?? 'any task'}, ${argument ?? 'any argument'}`)
      for (const work of works) runNow(work)
      return list()
    },
    /** Puts one task or all work on hold, or resumes it. */
    hold({ hold, task = ALL }: HoldDue): DueFace {
      const others = task === ALL ? [] : schedule.held().filter((held) => held !== task)
      schedule.hold(hold ? [...others, task] : others)
      arm()
      return list()
    }
  }
}
