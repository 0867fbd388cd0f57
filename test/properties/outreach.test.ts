import fc from 'fast-check'
import t from 'tap'
import { start } from '../start.ts'
import { expected } from './model.ts'
import { compare, type Outreach } from './outreach-model.ts'
import { operations } from './outreach-operations.ts'
import { runs } from './runs.ts'

t.test('after any calls in any order, leads are where a simple model expects them', async (t) => {
  const server = await start(t)
  let done = 0
  const property = fc.asyncProperty(
    fc.commands(operations, { maxCommands: 40, size: 'max' }),
    async (commands) => {
      await expected(server.call('POST', '/__admin/reset', { body: { to: 'empty' } }))
      const model: Outreach = { campaigns: [], lists: [], leads: new Map(), blocked: new Map(), done: 0 }
      await fc.asyncModelRun(() => ({ model, real: server }), commands)
      done += model.done
      await compare(model, server)
    }
  )
  await fc.assert(property, runs(150))
  t.ok(done > 1500, `${done} operations were done`)
})
