import t, { type Test } from 'tap'
import { small, start } from '../start.ts'

const objectId = /^[0-9a-f]{24}$/
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }
const noon = '2026-01-15T12:00:00.000Z'
const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)

/** A server with its clock frozen at noon, and its workspace's jobs as other resources see them. */
async function withJobs(t: Test) {
  const client = await start(t)
  await client.call('POST', '/__admin/clock/freeze', { body: { at: noon } })
  const { backgroundJobs } = await client.app.services.registry.open('default')
  const advance = (by: string) => client.call('POST', '/__admin/clock/advance', { body: { by } })
  return { ...client, backgroundJobs, advance }
}

const move = (entity_id = small.spring, to_campaign_id = small.summer) => ({
  type: 'move-leads' as const,
  entity_id,
  entity_type: 'campaign' as const,
  data: { filters: { campaign: entity_id, to_campaign_id } }
})

t.test('a job', async (t) => {
  // Recorded: user_id is null in the answer that creates it, and absent when it is read again.
  t.test('has user_id null in the answer that starts it, and none when read', async (t) => {
    const { get, backgroundJobs } = await withJobs(t)
    const { wire, value } = backgroundJobs.start(move())
    const common = {
      workspace_id: small.organization,
      type: 'move-leads',
      progress: 0,
      status: 'pending',
      created_at: noon,
      updated_at: noon
    }
    const subject = { entity_id: small.spring, entity_type: 'campaign', data: move().data }
    t.equal(wire, JSON.stringify({ id: value.id, ...common, user_id: null, ...subject }))
    t.equal(
      (await get(`/background-jobs/${value.id}`)).text,
      JSON.stringify({ id: value.id, ...common, ...subject })
    )
  })

  // Recorded: the first four bytes of a job's id are the second of its creation.
  t.test('has an id of 24 hexadecimal digits that contains the second of its creation', async (t) => {
    const { backgroundJobs, advance } = await withJobs(t)
    await advance('1999ms')
    const ids = Array.from({ length: 20 }, () => backgroundJobs.start(move()).value.id)
    for (const id of ids) {
      t.match(id, objectId)
      t.equal(Number.parseInt(id.slice(0, 8), 16), Date.parse(noon) / 1000 + 1)
    }
    t.equal(new Set(ids).size, 20)
    t.strictSame(ids, ids.toSorted(), 'those of one second sort as they were made')
  })

  // Recorded: finished jobs have their input and result in the order written: the text is a document's, not sorted.
  t.test('progresses and ends, with data in the order in which the job wrote it', async (t) => {
    const { get, backgroundJobs, advance } = await withJobs(t)
    const { id } = backgroundJobs.start(move()).value
    await advance('1s')
    backgroundJobs.progress(id, 40, { total_leads: 5, b: null })
    const half = (await get(`/background-jobs/${id}`)).body
    t.match(half, { progress: 40, status: 'in-progress', updated_at: '2026-01-15T12:00:01.000Z' })
    await advance('1s')
    backgroundJobs.finish(id, { moved_leads: 5, moved_lead_emails: ['ben@example.org'] })
    const { body } = await get(`/background-jobs/${id}`)
    t.match(body, {
      progress: 100,
      status: 'success',
      created_at: noon,
      updated_at: '2026-01-15T12:00:02.000Z'
    })
    t.equal(
      JSON.stringify(body.data),
      JSON.stringify({
        moved_lead_emails: ['ben@example.org'],
        filters: move().data.filters,
        total_leads: 5,
        b: null,
        moved_leads: 5
      })
    )
  })

  // Reported live of moves: source and target are locked.
  t.test('locks its entity, and those in its filters, until it ends', async (t) => {
    const { backgroundJobs } = await withJobs(t)
    const { isRunning, start, progress, finish } = backgroundJobs
    const { id } = start(move()).value
    for (const step of [() => {}, () => progress(id, 50, {})]) {
      step()
      t.ok(isRunning('move-leads', [small.unknown, small.spring]), 'the source')
      t.ok(isRunning('move-leads', [small.summer]), 'the target')
      t.notOk(isRunning('move-leads', [small.agencies]), 'another campaign')
      t.notOk(isRunning('move-leads', []), 'nothing')
      t.notOk(isRunning('export-leads', [small.spring]), 'another type')
    }
    finish(id, {})
    t.notOk(isRunning('move-leads', [small.spring]))
    t.notOk(isRunning('move-leads', [small.summer]))
  })
})

t.test('get', async (t) => {
  for (const [fields, wanted] of [
    ['total_leads', { total_leads: 0 }],
    ['moved_lead_emails, moved_leads', { moved_lead_emails: [], moved_leads: 0 }],
    // A choice: unknown ones are ignored, and where none is left an object stays.
    ['nonsense,moved_leads', { moved_leads: 0 }],
    ['nonsense', {}]
  ] as const) {
    // Documented: data_fields keeps only those members of data.
    t.test(`shows of data only ${fields}`, async (t) => {
      const { get } = await start(t)
      const whole = (await get(`/background-jobs/${small.moved}`)).body
      const { status, body } = await get(`/background-jobs/${small.moved}?data_fields=${fields}`)
      t.equal(status, 200)
      t.strictSame(body, { ...whole, data: wanted })
    })
  }

  t.test('an empty data_fields is the same as none', async (t) => {
    const { get } = await start(t)
    const { text } = await get(`/background-jobs/${small.moved}`)
    t.equal((await get(`/background-jobs/${small.moved}?data_fields=`)).text, text)
  })

  t.test('data_fields of a job without data leaves an empty one', async (t) => {
    const { call, get } = await start(t)
    const job = { type: 'export-leads', progress: 3, status: 'paused' }
    const { body: made } = await call('PUT', '/__admin/entities/background_jobs', { body: job })
    t.notOk('data' in (await get(`/background-jobs/${made.id}`)).body)
    t.same((await get(`/background-jobs/${made.id}?data_fields=a`)).body, { ...made, data: {} })
  })

  // A choice: an id of another form is not found, as the contract states no form.
  t.test('answers 404 for an id that is unknown or has another form', async (t) => {
    const { get } = await start(t)
    for (const id of ['6968b1a2f0c34d5e6f708192', small.spring, 'x']) {
      const { status, body } = await get(`/background-jobs/${id}`)
      t.equal(status, 404)
      t.same(body, missing)
    }
  })
})

t.test('list', async (t) => {
  /** Three jobs beside the one of the small world, a minute apart from noon on; `first` ended at last. */
  async function four(t: Test) {
    const client = await withJobs(t)
    const { backgroundJobs, advance } = client
    const first = backgroundJobs.start(move()).value.id
    await advance('1m')
    const second = backgroundJobs.start({
      type: 'update-warmup-accounts',
      entity_id: small.organization,
      entity_type: 'workspace',
      data: {}
    }).value.id
    await advance('1m')
    const third = backgroundJobs.start(move(small.agencies)).value.id
    backgroundJobs.progress(third, 10, {})
    await advance('1m')
    backgroundJobs.finish(first, {})
    return { ...client, named: { moved: small.moved, first, second, third } }
  }
  type Name = 'moved' | 'first' | 'second' | 'third'
  const listed = async (t: Test, query: (id: Record<Name, string>) => string) => {
    const { get, named } = await four(t)
    const { status, body } = await get(`/background-jobs?${query(named)}`)
    t.equal(status, 200)
    return idsOf(body).map((id) => Object.entries(named).find(([, known]) => known === id)?.[0])
  }

  for (const [what, query, wanted] of [
    // Recorded: newest first.
    ['all, from the newest', () => '', ['third', 'second', 'first', 'moved']],
    ['from the oldest', () => 'sort_order=asc', ['moved', 'first', 'second', 'third']],
    ['by their last change', () => 'sort_column=updated_at', ['first', 'third', 'second', 'moved']],
    [
      'by their last change, the oldest first',
      () => 'sort_column=updated_at&sort_order=asc',
      ['moved', 'second', 'third', 'first']
    ],
    // Documented: comma-separated values; filters that are joined must all hold.
    ['those of ids', ({ first, third }) => `ids=${first},${third}`, ['third', 'first']],
    ['those of included_ids', ({ first, second }) => `included_ids=${first}, ${second}`, ['second', 'first']],
    ['all but excluded_ids', ({ first, second }) => `excluded_ids=${first},${second}`, ['third', 'moved']],
    ['those of a type', () => 'type=update-warmup-accounts', ['second']],
    ['those of a kind of entity', () => 'entity_type=campaign', ['third', 'first', 'moved']],
    ['those of entities', () => `entity_id=${small.agencies},${small.organization}`, ['third', 'second']],
    ['those in states', () => 'status=pending,in-progress', ['third', 'second']],
    // A choice.
    ['none in a state that there is not', () => 'status=lazy', []],
    [
      'the jobs that match all filters',
      ({ first }) => `type=move-leads&status=success&excluded_ids=${first}`,
      ['moved']
    ]
  ] satisfies [string, (id: Record<Name, string>) => string, Name[]][]) {
    t.test(`returns ${what}`, async (t) => {
      t.strictSame(await listed(t, query), wanted)
    })
  }

  // Recorded: the cursor of this list is the last item's id.
  for (const query of [
    '',
    'sort_order=asc&',
    'sort_column=updated_at&',
    'sort_column=updated_at&sort_order=asc&'
  ]) {
    t.test(`pages by id with ${query || 'no order'}`, async (t) => {
      const { get } = await four(t)
      const whole = idsOf((await get(`/background-jobs?${query}`)).body)
      const seen: string[] = []
      for (let cursor = ''; ; ) {
        const { body } = await get(`/background-jobs?${query}limit=1&starting_after=${cursor}`)
        if (!body.items.length) break
        seen.push(...idsOf(body))
        cursor = body.next_starting_after
        t.equal(cursor, seen.at(-1))
      }
      t.strictSame(seen, whole)
    })
  }

  for (const [query, message] of [
    ['type=nonsense', 'querystring/type must be equal to one of the allowed values'],
    ['sort_column=status', 'querystring/sort_column must be equal to one of the allowed values'],
    ['limit=101', 'querystring/limit must be <= 100']
  ]) {
    // The document lists no 400 here, so that the code stays.
    t.test(`refuses ${query}`, async (t) => {
      const { get } = await start(t)
      const { status, body } = await get(`/background-jobs?${query}`)
      t.equal(status, 400)
      t.same(body, { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message })
    })
  }
})

// A choice: their answers contain no id, so there is no job to find.
t.test('interest, assignment and verification on import are done without a job to be seen', async (t) => {
  const { get, post } = await withJobs(t)
  const jobs = async () => (await get('/background-jobs?limit=100')).text
  const before = await jobs()
  const email = 'eva@example.com'
  const leads = [{ email }]
  await post('/leads/add', { campaign_id: small.spring, verify_leads_on_import: true, leads })
  const interest = { lead_email: email, interest_value: 1 }
  t.equal((await post('/leads/update-interest-status', interest)).status, 202)
  const assignment = { campaign: small.spring, organization_user_ids: [small.unknown] }
  t.equal((await post('/leads/bulk-assign', assignment)).status, 202)
  const done = { lt_interest_status: 1, verification_status: 1, assigned_to: small.unknown }
  t.match((await post('/leads/list', { campaign: small.spring })).body.items, [done])
  t.equal(await jobs(), before)
})
