import t, { type Test } from 'tap'
import { requests } from '../every/requests.ts'
import { small, start } from '../start.ts'

const noon = '2026-01-15T12:00:00.000Z'
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }
const body = { ...requests.createAccount?.[1] }
const anna = '/accounts/anna@example.com'
const ben = '/accounts/ben@example.com'
const emailsOf = (page: { items: { email: string }[] }) => page.items.map(({ email }) => email)

type Fields = Record<string, unknown>

/** A server with its clock frozen at noon, and functions to put accounts and to move the clock. */
async function atNoon(t: Test) {
  const client = await start(t)
  const { call } = client
  await call('POST', '/__admin/clock/freeze', { body: { at: noon } })
  return {
    ...client,
    advance: (by: string) => call('POST', '/__admin/clock/advance', { body: { by } }),
    put: async (fields: Fields) => {
      const whole = { ...given, ...fields }
      const answer = await call('PUT', '/__admin/entities/accounts', { body: whole })
      t.equal(answer.status, 200, answer.text)
    }
  }
}
const given = {
  first_name: 'X',
  last_name: 'Y',
  warmup_status: 0,
  provider_code: 2,
  setup_pending: false,
  is_managed_account: false,
  status: 1
}

t.test('create', async (t) => {
  // Recorded: the answer, its order, and the defaults; credentials are never returned.
  t.test('answers the account without its credentials', async (t) => {
    const { get, post } = await atNoon(t)
    const { status, text } = await post('/accounts', body)
    t.equal(status, 200)
    t.equal(
      text,
      JSON.stringify({
        email: 'cleo@example.com',
        timestamp_created: noon,
        timestamp_updated: noon,
        first_name: 'Cleo',
        last_name: 'Example',
        organization: small.organization,
        warmup_status: 0,
        provider_code: 2,
        setup_pending: false,
        is_managed_account: false,
        status: 1,
        stat_warmup_score: 0
      })
    )
    t.equal((await get('/accounts/cleo@example.com')).text, text)
  })

  // Recorded: given values keep their place among the optional ones.
  t.test('stores each value in its field', async (t) => {
    const { post } = await start(t)
    const optional = {
      warmup: { limit: 5, advanced: { weekday_only: true }, increment: 'disabled', reply_rate: 0.1 },
      daily_limit: 30,
      tracking_domain_name: 'track.acme.test',
      tracking_domain_status: 'pending',
      status: 1,
      enable_slow_ramp: true,
      inbox_placement_test_limit: 3,
      stat_warmup_score: 0,
      sending_gap: 10,
      signature: 'Cleo',
      reply_to: 'replies@example.com'
    }
    const sent = Object.fromEntries(Object.entries({ ...body, ...optional }).reverse())
    const { body: made } = await post('/accounts', sent)
    const shown = Object.entries(made).slice(10)
    t.same(shown, Object.entries(optional))
  })

  // Choices.
  t.test('takes warmup_custom_ftag into the warm-up, and nulls and empty texts as nothing', async (t) => {
    const { post } = await start(t)
    const both = { ...body, warmup: { limit: 5 }, warmup_custom_ftag: 'tag', reply_to: '', signature: null }
    const { body: made } = await post('/accounts', both)
    t.same(made.warmup, { limit: 5, warmup_custom_ftag: 'tag' })
    t.notOk('reply_to' in made || 'signature' in made)
    const alone = { ...body, email: 'dora@example.com', warmup_custom_ftag: 'tag' }
    t.same((await post('/accounts', alone)).body.warmup, { warmup_custom_ftag: 'tag' })
  })

  // A choice.
  t.test(
    'makes a tracking domain active that comes without a status, and keeps no status without one',
    async (t) => {
      const { post } = await start(t)
      const shown = async (sent: object) => {
        const { tracking_domain_name, tracking_domain_status } = (
          await post('/accounts', { ...body, ...sent })
        ).body
        return [tracking_domain_name, tracking_domain_status]
      }
      t.same(await shown({ tracking_domain_name: 'a.test' }), ['a.test', 'active'])
      const empty = { email: 'dora@example.com', tracking_domain_name: '', tracking_domain_status: 'active' }
      t.same(await shown(empty), [undefined, undefined])
    }
  )

  // A choice: addresses are stored in lower case. The text is reported live, its status a choice.
  t.test('refuses an address that is taken, ignoring case', async (t) => {
    const { get, post } = await start(t)
    t.equal((await post('/accounts', { ...body, email: 'Cleo@Example.COM' })).body.email, 'cleo@example.com')
    for (const email of ['cleo@example.com', 'ANNA@example.com']) {
      const answer = await post('/accounts', { ...body, email })
      t.equal(answer.status, 400)
      t.same(answer.body, {
        statusCode: 400,
        error: 'Bad Request',
        message: 'This account has already been added to this or a different workspace'
      })
    }
    t.equal((await get('/accounts')).body.items.length, 3)
  })

  for (const [what, change, message] of [
    ['no email', { email: undefined }, "body must have required property 'email'"],
    ['a bad email', { email: 'cleo' }, 'body/email must match format "email"'],
    ['no password', { imap_password: undefined }, "body must have required property 'imap_password'"],
    [
      'another provider',
      { provider_code: 7 },
      'body/provider_code must be equal to one of the allowed values'
    ],
    ['too long a gap', { sending_gap: 1441 }, 'body/sending_gap must be <= 1440'],
    // A choice: the entity's format applies, because what violates it could not be imported again.
    ['a bad reply_to', { reply_to: 'replies' }, 'body/reply_to must match format "email"']
  ] as const) {
    t.test(`refuses ${what}`, async (t) => {
      const { get, post } = await start(t)
      const answer = await post('/accounts', { ...body, ...change })
      t.equal(answer.status, 400)
      t.same(answer.body, { statusCode: 400, error: 'Bad Request', message })
      t.equal((await get('/accounts')).body.items.length, 2)
    })
  }
})

t.test('get, delete', async (t) => {
  // %40 is recorded, any case a choice.
  t.test('the path is the email, in any case, its @ escaped or not', async (t) => {
    const { get } = await start(t)
    const { text } = await get(anna)
    for (const path of ['anna%40example.com', 'Anna@EXAMPLE.com']) {
      t.equal((await get(`/accounts/${path}`)).text, text)
    }
  })

  t.test('get shows the complete warm-up, lists only its limit', async (t) => {
    const { get, patch } = await start(t)
    // Reported live.
    t.same((await get(anna)).body.warmup, { limit: 20, reply_rate: 0.3 })
    t.same((await get('/accounts?search=anna')).body.items[0].warmup, { limit: 20 })
    await patch(anna, { warmup: { limit: 7 } })
    t.same((await get('/accounts?search=anna')).body.items[0].warmup, { limit: 7 })
    t.notOk('warmup' in (await get('/accounts?search=ben')).body.items[0])
  })

  // Places in campaigns and tags go with it: a choice.
  t.test('delete answers the account, and takes it out of campaigns and off its tags', async (t) => {
    const { call, get, patch, remove } = await start(t)
    const before = (await get(anna)).body
    const email_list = ['Anna@example.com', 'former@example.com', 'anna@example.com', 'ben@example.com']
    const spring = (await patch(`/campaigns/${small.spring}`, { email_list })).body
    const summer = (await get(`/campaigns/${small.summer}`)).body
    const { status, body } = await remove('/accounts/Anna@example.com')
    t.equal(status, 200)
    t.same(body, before)
    t.same((await get(anna)).body, missing)
    t.same((await get(`/campaigns/${small.spring}`)).body, {
      ...spring,
      email_list: ['former@example.com', 'ben@example.com']
    })
    t.same((await get(`/campaigns/${small.summer}`)).body, { ...summer, email_list: ['ben@example.com'] })
    const { items } = (await get('/campaigns')).body
    t.same(
      items.map(({ email_list }: Fields) => email_list),
      [[], ['ben@example.com'], ['ben@example.com'], ['former@example.com', 'ben@example.com']]
    )
    t.same((await get('/account-campaign-mappings/anna@example.com')).body, { items: [] })
    t.equal((await get('/account-campaign-mappings/former@example.com')).body.items.length, 1)
    t.same((await get('/custom-tag-mappings?resource_ids=anna@example.com')).body, { items: [] })
    t.equal((await get('/custom-tag-mappings')).body.items.length, 3)
    // The stored text is still what the service's serialiser would write.
    const { body: state } = await call('GET', '/__admin/state')
    t.equal((await call('PUT', '/__admin/state', { body: state })).status, 200)
    t.same((await call('GET', '/__admin/state')).body, state)
  })

  for (const [method, path, sent] of [
    ['GET', ''],
    ['PATCH', '', { daily_limit: 1 }],
    ['DELETE', ''],
    ['POST', '/pause'],
    ['POST', '/resume'],
    ['POST', '/mark-fixed']
  ] as const) {
    t.test(`${method} ${path} answers 404 for an unknown account, even if a campaign names it`, async (t) => {
      const { call, patch } = await start(t)
      await patch(`/campaigns/${small.spring}`, { email_list: ['cleo@example.com'] })
      for (const email of ['cleo@example.com', 'x']) {
        const answer = await call(method, `/api/v2/accounts/${email}${path}`, { body: sent })
        t.equal(answer.status, 404)
        t.same(answer.body, missing)
      }
    })
  }
})

t.test('patch', async (t) => {
  // Recorded: it moves timestamp_updated. That warmup and signature are replaced whole is a choice.
  t.test('replaces the named fields completely and changes timestamp_updated', async (t) => {
    const { get, patch } = await atNoon(t)
    const before = (await get(anna)).body
    const changes = { warmup: { limit: 9 }, signature: '<b>Anna</b>', daily_limit: 0, sending_gap: 0 }
    const { status, body } = await patch('/accounts/ANNA@example.com', changes)
    t.equal(status, 200)
    t.same(body, { ...before, ...changes, timestamp_updated: noon })
    t.same((await get(anna)).body, body)
  })

  // Reported live: dropped, 200.
  t.test('drops fields that cannot be changed', async (t) => {
    const { get, patch } = await atNoon(t)
    const before = (await get(anna)).body
    const sent = {
      provider_code: 1,
      warmup_enabled: false,
      imap_password: 'x',
      email: 'new@example.com',
      status: 2
    }
    const { status, body } = await patch(anna, sent)
    t.equal(status, 200)
    t.same(body, { ...before, timestamp_updated: noon })
  })

  // A choice, as for campaigns, whose unset fields were recorded to be absent.
  t.test('null leaves a field unset', async (t) => {
    const { patch } = await start(t)
    t.notOk('daily_limit' in (await patch(anna, { daily_limit: null })).body)
  })

  // Choices, all of the tracking domain's.
  for (const [what, sent, wanted] of [
    ['a name alone is active', { tracking_domain_name: 'a.test' }, ['a.test', 'active']],
    [
      'a name with a status keeps it',
      { tracking_domain_name: 'a.test', tracking_domain_status: 'pending' },
      ['a.test', 'pending']
    ],
    [
      'a status alone changes the status',
      { tracking_domain_status: 'pending' },
      ['track.example.com', 'pending']
    ],
    ['without a name there is no status', { tracking_domain_name: null }, [undefined, undefined]],
    ['an empty name is none', { tracking_domain_name: '' }, [undefined, undefined]],
    [
      'remove_tracking_domain takes both away',
      { remove_tracking_domain: true, tracking_domain_name: 'a.test' },
      [undefined, undefined]
    ],
    [
      'remove_tracking_domain: false does not',
      { remove_tracking_domain: false },
      ['track.example.com', 'active']
    ],
    ['skip_cname_check changes nothing', { skip_cname_check: true }, ['track.example.com', 'active']]
  ] as const) {
    t.test(what, async (t) => {
      const { get, patch } = await start(t)
      const { status, body } = await patch(anna, sent)
      t.equal(status, 200)
      t.same([body.tracking_domain_name, body.tracking_domain_status], wanted)
      t.notOk('remove_tracking_domain' in body || 'skip_cname_check' in body)
      t.same((await get(anna)).body, body)
    })
  }

  t.test('refuses an empty body and values out of bounds', async (t) => {
    const { patch } = await start(t)
    for (const [sent, message] of [
      [{}, 'body must NOT have fewer than 1 properties'],
      [{ reply_to: 'x' }, 'body/reply_to must match format "email"'],
      [{ inbox_placement_test_limit: -1 }, 'body/inbox_placement_test_limit must be >= 0']
    ] as const) {
      const answer = await patch(anna, sent)
      t.equal(answer.status, 400)
      t.equal(answer.body.message, message)
    }
  })
})

t.test('status', async (t) => {
  // Recorded: neither changes timestamp_updated. That resume sets 1 from any status is inferred.
  t.test('pause sets 2 and resume 1, and error details are removed', async (t) => {
    const { get, post } = await atNoon(t)
    for (const path of [anna, ben]) {
      const { status_message, ...before } = (await get(path)).body
      t.same((await post(`${path}/pause`)).body, { ...before, status: 2 })
      t.same((await post(`${path}/resume`, {})).body, { ...before, status: 1 })
      t.same((await get(path)).body, { ...before, status: 1 })
    }
  })

  // Inferred: it sets 1 from any status.
  t.test('resume mends an error', async (t) => {
    const { post } = await start(t)
    const { body } = await post(`${ben}/resume`)
    t.equal(body.status, 1)
    t.notOk('status_message' in body)
  })

  // Recorded for a healthy account; what is removed from another is a choice.
  t.test('mark-fixed removes the error and leaves a healthy account unchanged', async (t) => {
    const { get, post } = await atNoon(t)
    const healthy = (await get(anna)).body
    t.same((await post(`${anna}/mark-fixed`)).body, healthy)
    const { status_message, autofix_failed, ...rest } = (await get(ben)).body
    t.same((await post(`${ben}/mark-fixed`)).body, { ...rest, status: 1, timestamp_updated: noon })
    t.same((await get(ben)).body, { ...rest, status: 1, timestamp_updated: noon })
  })

  // Documented: each distinct email is in exactly one list; failed ones are unknown or already paused.
  t.test('bulk pause lists each email once, in the order sent', async (t) => {
    const { get, post } = await start(t)
    const emails = ['nobody@example.com', 'Ben@example.com', 'anna@example.com', 'ben@example.com']
    const first = await post('/accounts/pause', { emails })
    t.equal(first.status, 200)
    t.same(first.body, {
      paused_emails: ['ben@example.com', 'anna@example.com'],
      failed_emails: ['nobody@example.com']
    })
    t.same([(await get(anna)).body.status, (await get(ben)).body.status], [2, 2])
    t.same((await post('/accounts/pause', { emails: ['anna@example.com'] })).body, {
      paused_emails: [],
      failed_emails: ['anna@example.com']
    })
  })

  // Documented.
  t.test('bulk pause refuses no emails, and more than a hundred', async (t) => {
    const { post } = await start(t)
    for (const [emails, message] of [
      [[], 'body/emails must NOT have fewer than 1 items'],
      [Array(101).fill('anna@example.com'), 'body/emails must NOT have more than 100 items']
    ] as const) {
      t.equal((await post('/accounts/pause', { emails })).body.message, message)
    }
  })
})

t.test('list', async (t) => {
  /** Beside anna and ben: three managed accounts, one of them warm before it was added, one not set up. */
  async function five(t: Test) {
    const client = await atNoon(t)
    const made = (day: number) => `2026-01-0${day}T07:00:00.000Z`
    const managed = { is_managed_account: true, provider_code: 8 }
    await client.put({
      ...managed,
      email: 'dfy@acme.test',
      timestamp_created: made(3),
      stat_warmup_score: 50
    })
    await client.put({
      ...{ ...managed, email: 'pw@acme.test', timestamp_created: made(4), status: 2 },
      ...{ warmup_status: -2, timestamp_warmup_start: made(1), stat_warmup_score: 70 }
    })
    await client.put({
      ...{ ...managed, email: 'setup@acme.test', timestamp_created: made(5), setup_pending: true },
      ...{ status: 3, tracking_domain_name: 'track.acme.test' }
    })
    for (const [tag, resource_ids] of [
      [small.important, ['pw@acme.test']],
      [small.europe, ['pw@acme.test', 'dfy@acme.test']]
    ]) {
      const sent = { tag_ids: [tag], resource_type: 1, resource_ids, assign: true }
      t.equal((await client.post('/custom-tags/toggle-resource', sent)).status, 200)
    }
    const named = async (query: string) => {
      const { status, body } = await client.get(`/accounts?${query}`)
      t.equal(status, 200)
      return emailsOf(body).map((email) => email.split('@')[0])
    }
    return { ...client, named }
  }
  const both = `${small.important},${small.europe}`

  for (const [query, wanted] of [
    // A choice: newest first.
    ['', ['setup', 'pw', 'dfy', 'ben', 'anna']],
    // Choices: what search and filters mean, and that all must hold; the names are documented.
    ['search=ACME', ['setup', 'pw', 'dfy']],
    ['status=-1', ['ben']],
    ['provider_code=8', ['setup', 'pw', 'dfy']],
    // Documented: any, and all, of the tags.
    [`tag_ids=${both}`, ['pw', 'dfy', 'anna']],
    [`tag_ids_all=${both}`, ['pw']],
    [`tag_ids_all=${both},${both}`, ['pw']],
    [`tag_ids_all=${small.important}&tag_ids_all=${small.europe}`, ['pw']],
    [`tag_ids=${small.unknown}`, []],
    ['filter=ACC_FILTER_PAUSED', ['pw']],
    ['filter=ACC_FILTER_ERROR', ['ben']],
    ['filter=ACC_FILTER_W_ACTIVE', ['anna']],
    ['filter=ACC_FILTER_W_PAUSED', ['setup', 'dfy', 'ben']],
    ['filter=ACC_FILTER_W_ERROR', ['pw']],
    ['filter=ACC_FILTER_NO_CTD', ['pw', 'dfy', 'ben']],
    ['filter=ACC_FILTER_DFY', ['setup', 'pw', 'dfy']],
    ['filter=ACC_FILTER_DFY_SETUP_PENDING', ['setup']],
    ['filter=ACC_FILTER_PW_ACCOUNTS', ['pw']],
    [`filter=ACC_FILTER_DFY&tag_ids=${small.europe}&search=d&status=1&provider_code=8`, ['dfy']],
    // Documented: descending by default; ties by email are a choice.
    ['sort_by=timestamp_created&sort_order=asc', ['anna', 'ben', 'dfy', 'pw', 'setup']],
    ['sort_order=asc', ['anna', 'ben', 'dfy', 'pw', 'setup']],
    ['sort_by=email', ['setup', 'pw', 'dfy', 'ben', 'anna']],
    ['sort_by=email&sort_order=asc', ['anna', 'ben', 'dfy', 'pw', 'setup']],
    ['sort_by=status', ['setup', 'pw', 'dfy', 'anna', 'ben']],
    ['sort_by=status&sort_order=asc', ['ben', 'anna', 'dfy', 'pw', 'setup']],
    ['sort_by=stat_warmup_score&limit=3', ['anna', 'pw', 'dfy']],
    ['sort_by=stat_warmup_score&skip=1&limit=2', ['pw', 'dfy']],
    ['skip=3', ['ben', 'anna']]
  ] as const) {
    t.test(`?${query}`, async (t) => {
      const { named } = await five(t)
      t.strictSame(await named(query), wanted)
    })
  }

  // Documented: these are paged by skip.
  t.test('gives no cursor where the order is of another column', async (t) => {
    const { get } = await start(t)
    for (const column of ['email', 'stat_warmup_score', 'status']) {
      t.notOk('next_starting_after' in (await get(`/accounts?sort_by=${column}&limit=1`)).body, column)
    }
    t.same((await get('/accounts?skip=2')).body, { items: [] })
  })

  // Documented: `timestamp_created&email`, and a plain time. A tilde needs no escaping (a choice).
  t.test('pages by time, with the email where the next account shares it', async (t) => {
    const { get, put } = await atNoon(t)
    const emails = ['a&b@example.com', 'a~b@example.com', 'b+c@example.com', 'x@example.com']
    for (const email of emails) await put({ email, timestamp_created: noon })
    for (const order of ['', 'sort_order=asc&']) {
      const whole = emailsOf((await get(`/accounts?${order}`)).body)
      t.equal(whole.length, 6)
      for (const written of [(cursor: string) => cursor, (cursor: string) => cursor.replace('~', '&')]) {
        const seen: string[] = []
        for (let cursor = ''; ; ) {
          const after = `starting_after=${encodeURIComponent(written(cursor))}`
          const { body } = await get(`/accounts?${order}limit=1&${after}`)
          if (!body.items.length) break
          seen.push(...emailsOf(body))
          cursor = body.next_starting_after
          t.match(cursor, /^2026-01-\d\dT\d\d:00:00.000Z(~.+)?$/)
        }
        t.strictSame(seen, whole)
      }
    }
    t.same(emailsOf((await get(`/accounts?starting_after=${noon}`)).body), [
      'ben@example.com',
      'anna@example.com'
    ])
  })

  // Reported live as a 500; that it is a 400 is a choice.
  t.test('refuses a bare email as the cursor', async (t) => {
    const { get } = await start(t)
    const { status, body } = await get('/accounts?starting_after=anna1@example.com')
    t.equal(status, 400)
    t.match(body, { statusCode: 400, error: 'Bad Request', message: 'Invalid starting_after' })
  })

  // Documented; the empty list if there are none, and the order, are choices.
  t.test('include_tags ends each item with its tags, in the order in which they were put on', async (t) => {
    const { get, post } = await start(t)
    const sent = {
      tag_ids: [small.europe],
      resource_type: 1,
      resource_ids: ['anna@example.com'],
      assign: true
    }
    await post('/custom-tags/toggle-resource', sent)
    const plain = (await get('/accounts')).body.items
    const { items } = (await get('/accounts?include_tags=true')).body
    t.equal(
      JSON.stringify(items),
      JSON.stringify([
        { ...plain[0], tags: [] },
        {
          ...plain[1],
          tags: [
            { id: small.important, label: 'Important', description: 'Campaigns to look at daily' },
            { id: small.europe, label: 'Europe' }
          ]
        }
      ])
    )
    t.same((await get('/accounts?include_tags=false')).body.items, plain)
  })

  for (const [query, message] of [
    ['status=0', 'querystring/status must be equal to one of the allowed values'],
    ['filter=ACC_FILTER_LAZY', 'querystring/filter must be equal to one of the allowed values'],
    ['sort_by=first_name', 'querystring/sort_by must be equal to one of the allowed values'],
    ['skip=-1', 'querystring/skip must be >= 0']
  ]) {
    t.test(`refuses ${query}`, async (t) => {
      const { get } = await start(t)
      const answer = await get(`/accounts?${query}`)
      t.equal(answer.status, 400)
      t.equal(answer.body.message, message)
    })
  }
})

t.test('warm-up', async (t) => {
  const jobOf = async (get: Awaited<ReturnType<typeof start>>['get'], id: string) =>
    (await get(`/background-jobs/${id}`)).body

  // Recorded: the job at its start and end; the form of a success is a choice.
  t.test('is switched on by a job, which lists the result for each account', async (t) => {
    const { get, post } = await atNoon(t)
    const emails = ['Ben@example.com', 'nobody@example.com', 'ben@example.com']
    const before = (await get(ben)).body
    const { status, body: begun } = await post('/accounts/warmup/enable', { emails })
    t.equal(status, 200)
    const filters = { emails, includeAllEmails: null, excludedEmails: null, filter: null, search: null }
    const common = {
      workspace_id: small.organization,
      type: 'update-warmup-accounts',
      progress: 0,
      status: 'pending',
      created_at: noon,
      updated_at: noon,
      user_id: null,
      entity_id: small.organization,
      entity_type: 'workspace'
    }
    t.equal(
      JSON.stringify(begun),
      JSON.stringify({ id: begun.id, ...common, data: { filters, warmup_status: 1 } })
    )
    const done = await jobOf(get, begun.id)
    t.match(done, { progress: 100, status: 'success' })
    t.equal(
      JSON.stringify(done.data),
      JSON.stringify({
        filters,
        warmup_status: 1,
        step: 'DONE',
        pending_emails: [],
        processed_emails: [
          { email: 'ben@example.com', status: 'success' },
          { email: 'nobody@example.com', status: 'failed', error: 'Account not found' }
        ],
        transition_emails: [],
        domains_to_check: [],
        valid_mx_domains: [],
        mx_check_offset: 0,
        update_status_offset: 0,
        total_to_process: 2,
        success_count: 1,
        failed_count: 1,
        verification_offset: 0
      })
    )
    t.same((await get(ben)).body, { ...before, warmup_status: 1, timestamp_warmup_start: noon })
  })

  // A choice: only the first start is recorded.
  t.test('has the time of the first start', async (t) => {
    const { advance, get, post } = await atNoon(t)
    const of = async () => {
      const { warmup_status, timestamp_warmup_start } = (await get(ben)).body
      return [warmup_status, timestamp_warmup_start]
    }
    await post('/accounts/warmup/disable', { emails: ['ben@example.com'] })
    t.same(await of(), [0, undefined])
    await post('/accounts/warmup/enable', { emails: ['ben@example.com'] })
    t.same(await of(), [1, noon])
    await advance('1h')
    await post('/accounts/warmup/disable', { emails: ['ben@example.com'] })
    t.same(await of(), [0, noon])
    await post('/accounts/warmup/enable', { emails: ['ben@example.com'] })
    t.same(await of(), [1, noon])
  })

  // Reported live: the score covers seven days, and sinks to 0. That it sinks evenly is a choice.
  t.test(
    'once warm-up stops, the score sinks to 0 within seven days, until warm-up begins again',
    async (t) => {
      const { get, post, remove, advance } = await atNoon(t)
      const score = async () => (await get(anna)).body.stat_warmup_score
      const switched = (how: string) => post(`/accounts/warmup/${how}`, { emails: ['anna@example.com'] })
      const found = [await score()]
      await switched('disable')
      for (const wait of ['23h', '1h', '1d']) {
        await advance(wait)
        // Off already: it does not begin to sink anew.
        if (wait === '23h') await switched('disable')
        found.push(await score())
      }
      t.same(found, [95, 95, 81, 67])
      await switched('enable')
      await advance('3d')
      t.equal(await score(), 67, 'it sinks no further')
      await switched('disable')
      await advance('5d')
      t.equal(await score(), 0)
      await advance('9d')
      t.equal(await score(), 0)

      await switched('enable')
      await switched('disable')
      t.equal((await post('/accounts/warmup/disable', { emails: ['ben@example.com'] })).status, 200)
      await advance('2d')
      t.equal(await score(), 0, 'nor does a score of 0')

      await switched('enable')
      await switched('disable')
      await remove(anna)
      await advance('2d')
      t.equal((await get(anna)).status, 404, 'an account that is gone has none')
    }
  )

  const all = { include_all_emails: true }
  for (const [what, sent, wanted] of [
    ['all accounts', all, ['anna@example.com', 'ben@example.com']],
    ['all but the excluded', { ...all, excluded_emails: ['ANNA@example.com'] }, ['ben@example.com']],
    ['those with a tag', { ...all, filter: { tag_id: small.important } }, ['anna@example.com']],
    ['those in a state', { ...all, filter: { filter: 'ACC_FILTER_ERROR' } }, ['ben@example.com']],
    ['those that a search finds', { ...all, search: 'BEN' }, ['ben@example.com']],
    [
      'all where the filter is null',
      { ...all, filter: null, emails: ['x@example.com'] },
      ['anna@example.com', 'ben@example.com']
    ],
    ['the emails that are named', { emails: ['anna@example.com'], search: 'ben' }, ['anna@example.com']],
    // A choice. Reported live: a client sends account_ids, which is dropped.
    ['nobody, where only account_ids is sent', { account_ids: ['anna@example.com'] }, []],
    ['nobody, where nothing is sent', undefined, []]
  ] as const) {
    t.test(`is switched for ${what}`, async (t) => {
      const { get, post } = await start(t)
      const answer = await post('/accounts/warmup/disable', sent)
      t.equal(answer.status, 200)
      const { status, data } = await jobOf(get, answer.body.id)
      t.equal(status, 'success')
      t.equal(data.warmup_status, 0)
      t.same(emailsOf({ items: data.processed_emails }), wanted)
    })
  }

  // Reported live, but for the words of the refusal, which are a choice.
  t.test('locks the accounts while it is switched', async (t) => {
    const { call, get, patch, post } = await start(t)
    await call('PATCH', '/__admin/due', { body: { hold: true } })
    const { body: begun } = await post('/accounts/warmup/enable', { emails: ['ben@example.com'] })
    const before = (await call('GET', '/__admin/state')).text
    const locked = {
      statusCode: 409,
      error: 'Conflict',
      message:
        'There is an update-warmup-accounts job in progress. You cannot change accounts until the process is complete.'
    }
    for (const answer of [
      await patch(anna, { daily_limit: 1 }),
      await post('/accounts/warmup/enable', { emails: ['anna@example.com'] }),
      await post('/accounts/warmup/disable', {})
    ]) {
      t.equal(answer.status, 409)
      t.same(answer.body, locked)
    }
    t.equal((await call('GET', '/__admin/state')).text, before)
    t.equal((await patch('/accounts/nobody@example.com', { daily_limit: 1 })).status, 404)
    t.equal((await jobOf(get, begun.id)).status, 'pending')
    await call('PATCH', '/__admin/due', { body: { hold: false } })
    t.equal((await patch(anna, { daily_limit: 1 })).status, 200)
    t.equal((await jobOf(get, begun.id)).status, 'success')
  })

  t.test('is left unchanged if the job is deleted before it runs', async (t) => {
    const { call, get, post } = await start(t)
    await call('PATCH', '/__admin/due', { body: { hold: true } })
    const { body: begun } = await post('/accounts/warmup/enable', { emails: ['ben@example.com'] })
    await call('DELETE', `/__admin/entities/background_jobs/${begun.id}`)
    await call('PATCH', '/__admin/due', { body: { hold: false } })
    t.equal((await get(ben)).body.warmup_status, 0)
  })
})

t.test('ctd/status', async (t) => {
  // Recorded where it is not set up; the shape where it is is documented, the rule a choice.
  for (const [host, wanted] of [
    ['Track.Example.com', { success: true, ssl: true, cname: true, host: 'Track.Example.com' }],
    ['other.example.com', { ssl: false, cname: false, host: 'other.example.com' }]
  ] as const) {
    t.test(`reports on ${host}`, async (t) => {
      const { get } = await start(t)
      const { status, text } = await get(`/accounts/ctd/status?host=${host}`)
      t.equal(status, 200)
      t.equal(text, JSON.stringify(wanted))
    })
  }

  // The shape is documented, the text a choice.
  t.test('refuses an invalid host name', async (t) => {
    const { get } = await start(t)
    for (const host of ['no host', 'localhost', '-a.test', 'a..test', '', `${'a.'.repeat(127)}test`]) {
      const { status, body } = await get(`/accounts/ctd/status?host=${encodeURIComponent(host)}`)
      t.equal(status, 400)
      t.same(body, { status: 'error', message: 'Invalid host', host })
    }
  })
})

t.test('test/vitals', async (t) => {
  // Recorded: one entry for each domain, the first seen first. Domains that fail are a choice.
  t.test('lists each domain once, including those without an account', async (t) => {
    const { post } = await start(t)
    const accounts = ['x@b.test', 'anna@example.com', 'y@B.test', 'z@down.invalid', 'invalid', 'plain.test']
    const { status, body } = await post('/accounts/test/vitals', { accounts })
    t.equal(status, 200)
    const entry = (domain: string, pass: boolean) => {
      return { domain, allPass: pass, mx: pass, spf: pass, dkim: pass, dmarc: pass }
    }
    t.equal(
      JSON.stringify(body),
      JSON.stringify({
        status: 'success',
        success_list: ['b.test', 'example.com', 'plain.test'].map((domain) => entry(domain, true)),
        failure_list: ['down.invalid', 'invalid'].map((domain) => entry(domain, false))
      })
    )
  })

  // Documented.
  t.test('refuses no emails', async (t) => {
    const { post } = await start(t)
    for (const sent of [{ accounts: [] }, {}, undefined]) {
      const { status, body } = await post('/accounts/test/vitals', sent)
      t.equal(status, 400)
      t.same(body, { error: 'Bad request - no emails sent' })
    }
  })
})

t.test('move', async (t) => {
  const to = 'other-workspace'
  const move = (emails: string[], destination = to, source = 'default') => ({
    emails,
    source_workspace_id: source,
    destination_workspace_id: destination
  })
  const other = { key: `mock_${to}` }
  /** Two workspaces, of which the other has no ben, and an id of its own. */
  async function two(t: Test) {
    const client = await start(t)
    const organization = '00000000-0000-4000-8000-000000000002'
    const { body: state } = await client.call('GET', '/__admin/state')
    const accounts = state.accounts.slice(0, 1)
    const body = { ...state, organization, accounts, custom_tag_mappings: [] }
    t.equal((await client.call('PUT', `/__admin/workspaces/${to}/state`, { body })).status, 200)
    return { ...client, organization }
  }

  // Documented: an admin workspace's key moves them. That it is that of `default` is a choice.
  t.test('moves complete accounts from one workspace to another', async (t) => {
    for (const name of [to, undefined]) {
      const { get, post, organization } = await two(t)
      const before = (await get(ben)).body
      const sent = move(['Ben@example.com', 'ben@example.com'], name ?? organization, small.organization)
      const { status, body } = await post('/accounts/move', sent)
      t.equal(status, 200)
      t.same(body, { status: 'success' })
      t.equal((await get(ben)).status, 404)
      t.same((await get(`/campaigns/${small.agencies}`)).body.email_list, [])
      t.same((await get(ben, other)).body, { ...before, organization })
    }
  })

  // A choice.
  t.test('leaves accounts where they are that are to go nowhere', async (t) => {
    const { get, post } = await two(t)
    t.same((await post('/accounts/move', move(['ben@example.com'], 'default'))).body, { status: 'success' })
    t.equal((await get(ben)).status, 200)
  })

  // Choices.
  for (const [what, sent, options, wanted] of [
    [
      'the key of another workspace',
      move(['ben@example.com']),
      other,
      { statusCode: 403, error: 'Forbidden', message: 'Forbidden' }
    ],
    ['an unknown account', move(['ben@example.com', 'nobody@example.com']), {}, missing],
    ['an unknown destination', move(['ben@example.com'], 'nowhere'), {}, missing],
    ['an unknown source', move(['ben@example.com'], to, small.unknown), {}, missing],
    [
      'an account that is there already',
      move(['ben@example.com', 'anna@example.com']),
      {},
      {
        statusCode: 400,
        error: 'Bad Request',
        message: 'This account has already been added to this or a different workspace'
      }
    ]
  ] as const) {
    t.test(`refuses ${what}, and moves none`, async (t) => {
      const { get, post } = await two(t)
      const { status, body } = await post('/accounts/move', sent, options)
      t.equal(status, wanted.statusCode)
      t.match(body, wanted)
      t.equal((await get(ben)).status, 200)
      t.equal((await get(ben, other)).status, 404)
    })
  }
})
