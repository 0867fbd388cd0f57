import t from 'tap'
import { small } from '../start.ts'
import { call, serve } from './process.ts'

const LEADS = 1000

t.setTimeout(300_000)

// Copies, because a duplicate would be seen. Killed after a tenth, and again somewhere in the rest.
t.test('a move interrupted by a kill continues and moves every lead once', async (t) => {
  const flags = ['--fixture', 'small', '--data', t.testdir(), '--log-level', 'silent']
  const begin = async () => {
    const started = await serve(t, flags)
    const send = async (method: string, path: string, body?: unknown) => {
      const { status, text } = await call(`${started.url}${path}`, 'mock_default', method, body)
      if (status !== 200) throw new Error(`${status} ${text}`)
      return JSON.parse(text)
    }
    const kill = async () => {
      started.child.kill('SIGKILL')
      t.match(await started.ended, { signal: 'SIGKILL' })
    }
    return { send, kill }
  }

  const { send, kill } = await begin()
  const leads = Array.from({ length: LEADS }, (_, number) => ({ email: `${number}@example.com` }))
  await send('POST', '/api/v2/leads/add', { campaign_id: small.spring, leads })
  await send('PATCH', '/__admin/due', { hold: true, task: 'move_leads' })
  const move = { campaign: small.spring, to_campaign_id: small.agencies, copy_leads: true }
  const { id } = await send('POST', '/api/v2/leads/move', move)
  await send('POST', '/__admin/due/run', { task: 'move_leads' })
  await kill()

  const second = await begin()
  const half = await second.send('GET', `/__admin/entities/background_jobs/${id}`)
  t.same([half.status, half.progress], ['in-progress', 10])
  await second.send('PATCH', '/__admin/due', { hold: false, task: 'move_leads' })
  await second.kill()

  const last = await begin()
  const { status, progress, data } = await last.send('GET', `/api/v2/background-jobs/${id}`)
  t.same([status, progress], ['success', 100])
  t.same([data.total_leads, data.moved_leads, data.moved_lead_emails.length], [LEADS, LEADS, LEADS])
  const state = await last.send('GET', '/__admin/state')
  const there = state.leads.filter(({ campaign }: { campaign?: string }) => campaign === small.agencies)
  t.same(
    there.map(({ email }: { email: string }) => email).toSorted(),
    leads.map(({ email }) => email).toSorted()
  )
})
