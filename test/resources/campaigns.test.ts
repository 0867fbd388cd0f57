import t from 'tap'
import { small, start } from '../start.ts'

const schedule = {
  schedules: [
    {
      name: 'Office hours',
      timing: { from: '09:00', to: '17:00' },
      days: { '1': true },
      timezone: 'America/Chicago'
    }
  ]
}
const step = (subject: string) => ({ type: 'email', delay: 1, variants: [{ subject, body: 'Hello' }] })
const v4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

t.test('list', async (t) => {
  t.test('lists campaigns by descending id, ten at a time, until a page is empty', async (t) => {
    const { get } = await start(t, { initialState: { seed: 1, size: 25 } })
    const seen: string[] = []
    const sizes: number[] = []
    let cursor = ''
    do {
      const { body } = await get(`/campaigns${cursor && `?starting_after=${cursor}`}`)
      seen.push(...body.items.map((item: { id: string }) => item.id))
      sizes.push(body.items.length)
      // Recorded: a page with items carries a cursor even when it is the last; the page after it holds nothing else.
      if (!body.items.length) t.same(Object.keys(body), ['items'])
      else t.equal(body.next_starting_after, seen.at(-1))
      cursor = body.next_starting_after
    } while (cursor)
    t.same(sizes, [10, 10, 5, 0])
    t.same(seen, [...new Set(seen)].sort().reverse())
  })

  t.test('continues at the position of a cursor whose campaign is deleted', async (t) => {
    const { get, remove } = await start(t)
    const { body } = await get('/campaigns?limit=2')
    await remove(`/campaigns/${body.next_starting_after}`)
    const next = await get(`/campaigns?limit=2&starting_after=${body.next_starting_after}`)
    t.same(idsOf(next.body), [small.summer, small.spring])
  })

  const lists: [string, string, string[]][] = [
    ['search, in any case', 'search=OUTREACH', [small.summer, small.spring]],
    ['search, where % and _ mean themselves', 'search=%25', []],
    ['search for nothing', 'search=', [small.bounced, small.agencies, small.summer, small.spring]],
    ['status', 'status=-2', [small.bounced]],
    ['exclude_status', 'exclude_status=0', [small.bounced, small.agencies, small.summer]],
    ['ai_sales_agent_id', 'ai_sales_agent_id=99999999-9999-4999-8999-999999999999', [small.agencies]],
    [
      'tag_ids, any of them',
      `tag_ids=${small.important},${small.europe}`,
      [small.agencies, small.summer, small.spring]
    ],
    [
      'tag_ids repeated',
      `tag_ids=${small.important}&tag_ids=${small.europe}`,
      [small.agencies, small.summer, small.spring]
    ],
    ['tag_ids that nobody carries', `tag_ids=${small.unknown}`, []],
    ['all together', `search=outreach&exclude_status=0&tag_ids=${small.important}&status=1`, [small.summer]]
  ]
  for (const [what, query, wanted] of lists) {
    t.test(`filters by ${what}`, async (t) => {
      const { get } = await start(t)
      const { status, body } = await get(`/campaigns?${query}`)
      t.equal(status, 200)
      t.same(idsOf(body), wanted)
    })
  }

  t.test('finds text that is not ASCII in any case', async (t) => {
    const { get, post } = await start(t)
    const { body } = await post('/campaigns', { name: 'Été à Zürich', campaign_schedule: schedule })
    const found = await get(`/campaigns?search=${encodeURIComponent('ÉTÉ À ZÜR')}`)
    t.same(idsOf(found.body), [body.id])
  })

  for (const [query, message] of [
    ['limit=0', 'querystring/limit must be >= 1'],
    ['limit=101', 'querystring/limit must be <= 100'],
    ['status=7', 'querystring/status must be equal to one of the allowed values']
  ]) {
    t.test(`refuses ${query}`, async (t) => {
      const { get } = await start(t)
      const { status, body } = await get(`/campaigns?${query}`)
      t.equal(status, 400)
      t.equal(body.message, message)
    })
  }

  t.test('ignores parameters that it does not know', async (t) => {
    const { get } = await start(t)
    t.equal((await get('/campaigns?nonsense=1')).body.items.length, 4)
  })
})

t.test('create', async (t) => {
  t.test(
    'returns what was sent, plus only id, status, timestamps, open tracking and workspace',
    async (t) => {
      const { post } = await start(t)
      const sent = {
        name: 'New',
        campaign_schedule: schedule,
        email_list: ['anna@example.com'],
        daily_limit: 30
      }
      const { status, body } = await post('/campaigns', sent)
      t.equal(status, 200)
      const { id, timestamp_created, timestamp_updated, ...rest } = body
      t.match(id, v4)
      t.match(timestamp_created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      t.equal(timestamp_updated, timestamp_created)
      t.same(rest, { ...sent, status: 0, open_tracking: false, organization: small.organization })
    }
  )

  t.test('stores what it returned', async (t) => {
    const { get, post } = await start(t)
    const created = await post('/campaigns', {
      name: 'New',
      campaign_schedule: schedule,
      open_tracking: true
    })
    t.equal(created.body.open_tracking, true)
    t.equal((await get(`/campaigns/${created.body.id}`)).text, created.text)
  })

  // Recorded: the units of each step come back, nothing else that was not sent does.
  t.test('fills in the units of each step', async (t) => {
    const { post } = await start(t)
    const { body } = await post('/campaigns', {
      name: 'New',
      campaign_schedule: schedule,
      sequences: [{ steps: [step('One'), { ...step('Two'), delay_unit: 'hours' }] }]
    })
    t.same(body.sequences, [
      {
        steps: [
          { ...step('One'), delay_unit: 'days', pre_delay_unit: 'days' },
          { ...step('Two'), delay_unit: 'hours', pre_delay_unit: 'days' }
        ]
      }
    ])
  })

  t.test('writes the properties in the order of the documented schema', async (t) => {
    const { post } = await start(t)
    const { body } = await post('/campaigns', { daily_limit: 1, campaign_schedule: schedule, name: 'New' })
    t.same(Object.keys(body), [
      'id',
      'name',
      'status',
      'campaign_schedule',
      'timestamp_created',
      'timestamp_updated',
      'daily_limit',
      'open_tracking',
      'organization'
    ])
  })

  t.test(
    'leaves fields unset that are null, or that it does not know, or that only the service sets',
    async (t) => {
      const { post } = await start(t)
      const { body } = await post('/campaigns', {
        name: 'New',
        campaign_schedule: { ...schedule, start_date: null, nonsense: 1 },
        daily_limit: null,
        nonsense: true,
        status: 3,
        id: small.spring
      })
      t.notOk('daily_limit' in body || 'nonsense' in body)
      t.same(body.campaign_schedule, schedule)
      t.equal(body.status, 0)
      t.not(body.id, small.spring)
    }
  )

  const refused: [string, object, string][] = [
    ['no name', { campaign_schedule: schedule }, "body must have required property 'name'"],
    ['no schedule', { name: 'x' }, "body must have required property 'campaign_schedule'"],
    [
      'an empty list of schedules',
      { name: 'x', campaign_schedule: { schedules: [] } },
      'body/campaign_schedule/schedules must NOT have fewer than 1 items'
    ],
    [
      'a time zone outside the closed list',
      {
        name: 'x',
        campaign_schedule: { schedules: [{ ...schedule.schedules[0], timezone: 'America/New_York' }] }
      },
      'body/campaign_schedule/schedules/0/timezone must be equal to one of the allowed values'
    ],
    [
      'no days',
      { name: 'x', campaign_schedule: { schedules: [{ ...schedule.schedules[0], days: {} }] } },
      'body/campaign_schedule/schedules/0/days must NOT have fewer than 1 properties'
    ],
    [
      'a time that is none',
      {
        name: 'x',
        campaign_schedule: {
          schedules: [{ ...schedule.schedules[0], timing: { from: '9:00', to: '17:00' } }]
        }
      },
      'body/campaign_schedule/schedules/0/timing/from must match pattern "^([01][0-9]|2[0-3]):([0-5][0-9])$"'
    ],
    [
      'an address that is none',
      { name: 'x', campaign_schedule: schedule, cc_list: ['nobody'] },
      'body/cc_list/0 must match format "email"'
    ],
    [
      'a date that is none',
      { name: 'x', campaign_schedule: { ...schedule, start_date: '2026-02-31' } },
      'body/campaign_schedule/start_date must match format "date"'
    ]
  ]
  for (const [what, body, message] of refused) {
    t.test(`refuses ${what} and creates nothing`, async (t) => {
      const { get, post } = await start(t)
      const answer = await post('/campaigns', body)
      t.equal(answer.status, 400)
      t.same(answer.body, { statusCode: 400, error: 'Bad Request', message })
      t.equal((await get('/campaigns')).body.items.length, 4)
    })
  }

  t.test('lists the same ids in the same order in every workspace with the same initial state', async (t) => {
    const { post } = await start(t)
    const ids = async (key: string) => {
      const first = await post('/campaigns', { name: 'a', campaign_schedule: schedule }, { key })
      const second = await post('/campaigns', { name: 'b', campaign_schedule: schedule }, { key })
      return [first.body.id, second.body.id]
    }
    const [one, other] = [await ids('mock_one'), await ids('mock_other')]
    t.same(one, other)
    t.not(one[0], one[1])
  })
})

t.test('get, patch, delete', async (t) => {
  t.test('get returns the campaign; unset fields are absent, not null', async (t) => {
    const { get } = await start(t)
    const { status, body, text } = await get(`/campaigns/${small.spring}`)
    t.equal(status, 200)
    t.match(body, { id: small.spring, name: 'Spring outreach', status: 0 })
    t.notMatch(text, 'null')
  })

  t.test('patch returns the complete campaign and changes only timestamp_updated besides', async (t) => {
    const { get, patch } = await start(t)
    const before = (await get(`/campaigns/${small.spring}`)).body
    const { status, body } = await patch(`/campaigns/${small.spring}`, { name: 'Renamed', daily_limit: 7 })
    t.equal(status, 200)
    t.ok(body.timestamp_updated > before.timestamp_updated)
    t.same(body, { ...before, name: 'Renamed', daily_limit: 7, timestamp_updated: body.timestamp_updated })
    t.same((await get(`/campaigns/${small.spring}`)).body, body)
  })

  t.test('patch changes timestamp_updated each time, however fast the calls follow each other', async (t) => {
    const { patch } = await start(t)
    const first = await patch(`/campaigns/${small.spring}`, { daily_limit: 1 })
    const second = await patch(`/campaigns/${small.spring}`, { daily_limit: 2 })
    t.ok(second.body.timestamp_updated > first.body.timestamp_updated)
  })

  t.test('patch replaces arrays and the schedule completely', async (t) => {
    const { patch } = await start(t)
    const campaign_schedule = { ...schedule, start_date: '2026-02-01' }
    const sequences = [{ steps: [{ ...step('Only one'), delay_unit: 'days', pre_delay_unit: 'days' }] }]
    const { body } = await patch(`/campaigns/${small.summer}`, {
      email_list: ['cleo@example.com'],
      sequences,
      campaign_schedule
    })
    t.match(body, { email_list: ['cleo@example.com'], sequences, campaign_schedule })
    t.same([body.email_list.length, body.sequences[0].steps.length], [1, 1])
  })

  t.test('patch unsets a field that is null', async (t) => {
    const { patch } = await start(t)
    const { body } = await patch(`/campaigns/${small.spring}`, { daily_limit: null })
    t.notOk('daily_limit' in body)
  })

  // Reproduced on a stock Fastify: the count of properties is checked before unknown ones are dropped.
  t.test('patch with only unknown or read-only fields changes only timestamp_updated', async (t) => {
    const { get, patch } = await start(t)
    const before = (await get(`/campaigns/${small.spring}`)).body
    const { status, body } = await patch(`/campaigns/${small.spring}`, {
      nonsense: 1,
      status: 3,
      ai_sdr_id: 'x'
    })
    t.equal(status, 200)
    t.same({ ...body, timestamp_updated: 0 }, { ...before, timestamp_updated: 0 })
    t.not(body.timestamp_updated, before.timestamp_updated)
  })

  t.test('patch with nothing is refused', async (t) => {
    const { patch } = await start(t)
    const { status, body } = await patch(`/campaigns/${small.spring}`, {})
    t.equal(status, 400)
    t.same(body, {
      statusCode: 400,
      code: 'FST_ERR_VALIDATION',
      error: 'Bad Request',
      message: 'body must NOT have fewer than 1 properties'
    })
  })

  t.test('delete returns the campaign and removes its tags and senders', async (t) => {
    const { get, remove } = await start(t)
    const before = await get(`/campaigns/${small.summer}`)
    const { status, text } = await remove(`/campaigns/${small.summer}`)
    t.equal(status, 200)
    t.equal(text, before.text.replace('"not_sending_status":1,', ''))
    t.equal((await get(`/campaigns/${small.summer}`)).status, 404)
    t.same((await get(`/custom-tag-mappings?resource_ids=${small.summer}`)).body, { items: [] })
    t.notMatch((await get('/account-campaign-mappings/anna@example.com')).text, small.summer)
  })

  t.test('delete accepts a body of null or {}', async (t) => {
    const { call } = await start(t)
    const headers = { 'content-type': 'application/json' }
    const del = (id: string, payload: string) =>
      call('DELETE', `/api/v2/campaigns/${id}`, { headers, payload })
    t.equal((await del(small.spring, 'null')).status, 200)
    t.equal((await del(small.summer, '{}')).status, 200)
  })
})

// Recorded: lists and the answers of other operations of the same minutes leave it out, also at status -1.
t.test('not_sending_status is only in the answer for a single campaign', async (t) => {
  const { get, post, patch, remove } = await start(t)
  const at = `/campaigns/${small.summer}`
  t.equal((await get(at)).body.not_sending_status, 1)
  const answers = [
    await get('/campaigns'),
    await post(`${at}/variables`, { variables: ['a'] }),
    await post(`${at}/export`),
    await post(`${at}/duplicate`),
    await patch(at, { name: 'Changed' })
  ]
  t.equal((await get(at)).body.not_sending_status, 1, 'and it is still there')
  for (const { text } of [...answers, await remove(at)]) {
    t.match(text, /"name":/)
    t.notMatch(text, 'not_sending_status')
  }
})

t.test('every operation on one campaign', async (t) => {
  const operations: [string, string, object?][] = [
    ['GET', ''],
    ['PATCH', '', { name: 'x' }],
    ['DELETE', ''],
    ['POST', '/activate'],
    ['POST', '/pause'],
    ['POST', '/duplicate'],
    ['POST', '/share'],
    ['POST', '/export'],
    ['POST', '/from-export'],
    ['POST', '/variables', { variables: ['x'] }]
  ]
  for (const [method, path, body] of operations) {
    t.test(
      `${method} …/{id}${path} answers 404 for an unknown id, 400 for one that is no UUID`,
      async (t) => {
        const { call } = await start(t)
        const unknown = await call(method, `/api/v2/campaigns/${small.unknown}${path}`, { body })
        t.equal(unknown.status, 404)
        t.same(unknown.body, { statusCode: 404, error: 'Not Found', message: 'Resource not found' })
        const malformed = await call(method, `/api/v2/campaigns/123${path}`, { body })
        t.equal(malformed.status, 400)
        t.equal(malformed.body.message, 'params/id must match format "uuid"')
      }
    )
  }
})

t.test('activate and pause', async (t) => {
  t.test('activate makes a campaign in any state active and clears the reason for not sending', async (t) => {
    const { post } = await start(t)
    for (const id of [small.spring, small.summer, small.agencies, small.bounced]) {
      const { status, body } = await post(`/campaigns/${id}/activate`)
      t.equal(status, 200)
      t.equal(body.status, 1)
      t.ok(body.timestamp_updated > body.timestamp_created)
      t.notOk('not_sending_status' in body)
    }
  })

  t.test('pause works on a draft, too', async (t) => {
    const { get, post } = await start(t)
    const { status, body } = await post(`/campaigns/${small.spring}/pause`)
    t.equal(status, 200)
    t.equal(body.status, 2)
    t.same((await get(`/campaigns/${small.spring}`)).body, body)
  })

  t.test('both take {}, and refuse a JSON content type without a body', async (t) => {
    const { call, post } = await start(t)
    t.equal((await post(`/campaigns/${small.spring}/activate`, {})).status, 200)
    const headers = { 'content-type': 'application/json' }
    const { status, body } = await call('POST', `/api/v2/campaigns/${small.spring}/pause`, { headers })
    t.equal(status, 400)
    t.equal(body.message, "Body cannot be empty when content-type is set to 'application/json'")
  })
})

t.test('duplicate', async (t) => {
  // Recorded: which fields a copy keeps, and that the default name does not count up.
  t.test('creates a draft with the settings, with the same copy name each time', async (t) => {
    const { get, post } = await start(t)
    await post(`/campaigns/${small.agencies}/variables`, { variables: ['firstName', 'tea'] })
    await post(`/campaigns/${small.summer}/variables`, { variables: ['firstName', 'tea'] })
    for (const id of [small.agencies, small.summer]) {
      const source = (await get(`/campaigns/${id}`)).body
      const { status, body } = await post(`/campaigns/${id}/duplicate`)
      const { ai_sdr_id, core_variables, custom_variables, not_sending_status, ...kept } = source
      t.equal(status, 200)
      t.match(body.id, v4)
      t.same(body, {
        ...kept,
        id: body.id,
        name: `${source.name} (copy)`,
        status: 0,
        timestamp_created: body.timestamp_created,
        timestamp_updated: body.timestamp_created
      })
    }
    const again = await post(`/campaigns/${small.summer}/duplicate`, {})
    t.equal(again.body.name, 'Summer outreach (copy)')
  })

  t.test('accepts a name', async (t) => {
    const { post } = await start(t)
    t.equal((await post(`/campaigns/${small.spring}/duplicate`, { name: 'Take two' })).body.name, 'Take two')
  })

  t.test('refuses an empty name, with only the text', async (t) => {
    const { get, post } = await start(t)
    const { status, body } = await post(`/campaigns/${small.spring}/duplicate`, { name: ' ' })
    t.equal(status, 400)
    t.same(body, { message: 'New campaign name is required' })
    t.equal((await get('/campaigns')).body.items.length, 4)
  })
})

t.test('share, export, from-export', async (t) => {
  t.test('share answers 204 without a body', async (t) => {
    const { post } = await start(t)
    const { status, text } = await post(`/campaigns/${small.spring}/share`)
    t.equal(status, 204)
    t.equal(text, '')
  })

  t.test('from-export refuses a campaign that is not shared, with only the text', async (t) => {
    const { post } = await start(t)
    const { status, body } = await post(`/campaigns/${small.spring}/from-export`)
    t.equal(status, 403)
    t.same(body, { message: 'The requested campaign not shared' })
  })

  // Recorded: the source's name even where the body has another; no senders, no agent, no variables.
  t.test('from-export creates a draft of a shared campaign', async (t) => {
    const { get, post } = await start(t)
    await post(`/campaigns/${small.agencies}/variables`, { variables: ['firstName', 'tea'] })
    await post(`/campaigns/${small.agencies}/share`)
    const source = (await get(`/campaigns/${small.agencies}`)).body
    const { status, body } = await post(`/campaigns/${small.agencies}/from-export`, { name: 'Other' })
    const { email_list, ai_sdr_id, core_variables, custom_variables, ...kept } = source
    t.equal(status, 200)
    t.same(body, {
      ...kept,
      id: body.id,
      status: 0,
      timestamp_created: body.timestamp_created,
      timestamp_updated: body.timestamp_created
    })
    t.not(body.id, small.agencies)
  })

  t.test('export returns the campaign without senders, variables and sending status', async (t) => {
    const { get, post } = await start(t)
    await post(`/campaigns/${small.summer}/variables`, { variables: ['firstName', 'tea'] })
    const source = (await get(`/campaigns/${small.summer}`)).body
    const { status, body } = await post(`/campaigns/${small.summer}/export`)
    const { email_list, core_variables, custom_variables, not_sending_status, ...kept } = source
    t.equal(status, 200)
    t.same(body, kept)
  })

  t.test('a deleted campaign is shared no longer', async (t) => {
    const { post, remove } = await start(t)
    await post(`/campaigns/${small.spring}/share`)
    await remove(`/campaigns/${small.spring}`)
    t.equal((await post(`/campaigns/${small.spring}/from-export`)).status, 404)
  })
})

t.test('variables', async (t) => {
  t.test(
    'each name becomes true, in the core variables or the custom ones, and earlier names stay',
    async (t) => {
      const { get, post } = await start(t)
      const core = ['firstName', 'lastName', 'companyName', 'website', 'phone', 'personalization']
      await post(`/campaigns/${small.spring}/variables`, { variables: ['tea', 'firstName'] })
      const { status, body } = await post(`/campaigns/${small.spring}/variables`, {
        variables: [...core, 'city', '__proto__']
      })
      t.equal(status, 200)
      t.same(body.core_variables, Object.fromEntries(core.map((name) => [name, true])))
      t.same(Object.entries(body.custom_variables), [
        ['tea', true],
        ['city', true],
        ['__proto__', true]
      ])
      t.same((await get(`/campaigns/${small.spring}`)).body, body)
    }
  )

  t.test('no names leave no trace', async (t) => {
    const { post } = await start(t)
    const { body } = await post(`/campaigns/${small.spring}/variables`, { variables: [] })
    t.notOk('core_variables' in body || 'custom_variables' in body)
  })

  t.test('refuses a body without them', async (t) => {
    const { post } = await start(t)
    const { status, body } = await post(`/campaigns/${small.spring}/variables`, {})
    t.equal(status, 400)
    t.equal(body.message, "body must have required property 'variables'")
  })
})

t.test('count-launched', async (t) => {
  // Recorded: every status but draft counts, not the active ones alone.
  t.test('counts every campaign that is not a draft', async (t) => {
    const { get, post } = await start(t)
    t.same((await get('/campaigns/count-launched')).body, { count: 3 })
    await post(`/campaigns/${small.spring}/pause`)
    t.same((await get('/campaigns/count-launched')).body, { count: 4 })
  })
})

const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)
