import t, { type Test } from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

const noon = '2026-01-15T12:00:00.345Z'
const second = '2026-01-15T12:00:00.000Z'

/** The small world at noon, with a lead whose emails are those of the fixture. */
async function atNoon(t: Test) {
  const client = await control(t)
  const { admin, get } = client
  await admin('POST', '/clock/freeze', { at: noon })
  const made = await client.post('/leads', { campaign: small.summer, email: 'ben@example.org' })
  const lead = made.body.id
  for (const id of [small.sent, small.received]) {
    await admin('PATCH', `/entities/emails/${id}`, { lead_id: lead, list_id: 'l1', subsequence_id: 's1' })
  }
  await admin('POST', '/due/run', {})
  await admin('POST', '/clock/advance', { by: '1h' })
  await admin('POST', '/clock/set', { to: noon })
  const leadNow = async () => (await get(`/leads/${lead}`)).body
  return { ...client, lead, leadNow }
}

const reply = {
  eaccount: 'anna@example.com',
  reply_to_uuid: small.received,
  subject: 'Re: A question, Ben',
  body: { text: 'Tuesday it is.' }
}
const forward = {
  eaccount: 'anna@example.com',
  reply_to_uuid: small.received,
  to_address_email_list: 'carla@example.org,dan@example.org',
  subject: 'Fwd: A question, Ben',
  body: { html: 'For you.' }
}

// Recorded, all of it; that list and subsequence are the original's, and the text is stored, is a choice.
t.test('a reply goes to the sender, in the thread of the original', async (t) => {
  const { get, post, lead } = await atNoon(t)
  const { status, body } = await post('/emails/reply', reply)
  t.equal(status, 200)
  const { id, message_id, ...rest } = body
  t.strictSame(rest, {
    timestamp_created: noon,
    timestamp_email: noon,
    subject: 'Re: A question, Ben',
    from_address_email: 'anna@example.com',
    to_address_email_list: 'ben@example.org',
    cc_address_email_list: '',
    bcc_address_email_list: '',
    body: {
      text: 'Tuesday it is.',
      html:
        '<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset="UTF-8">\n    <title>Re: A question, Ben</title>\n' +
        '  </head>\n  <body>\n  Tuesday it is.</body>\n</html>'
    },
    organization_id: small.organization,
    campaign_id: small.summer,
    subsequence_id: 's1',
    list_id: 'l1',
    lead: 'ben@example.org',
    lead_id: lead,
    eaccount: 'anna@example.com',
    ue_type: 3,
    is_focused: 1,
    thread_id: small.thread,
    content_preview: 'Tuesday it is.'
  })
  // `<ins-u-1-` and an id of version 7.
  t.match(
    message_id,
    /^<ins-u-1-[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@example\.com>$/
  )
  // Recorded: the timestamps of an email that is read have no milliseconds.
  t.strictSame((await get(`/emails/${id}`)).body, {
    ...body,
    timestamp_created: second,
    timestamp_email: second
  })
  t.equal((await get('/emails?limit=1')).body.items[0].id, id)
})

// Recorded: replying to an own email mails oneself.
t.test('a reply to an own email goes to its account', async (t) => {
  const { post } = await atNoon(t)
  const { body } = await post('/emails/reply', { ...reply, reply_to_uuid: small.sent })
  t.equal(body.to_address_email_list, 'anna@example.com')
})

t.test('an email without a sender is answered to its account', async (t) => {
  const { admin, post } = await atNoon(t)
  await admin('PATCH', `/entities/emails/${small.received}`, { from_address_email: null })
  t.equal((await post('/emails/reply', reply)).body.to_address_email_list, 'anna@example.com')
})

// Documented.
t.test('a reply has further recipients, copies and a reminder, and its HTML as given', async (t) => {
  const { post } = await atNoon(t)
  const given = {
    cc_address_email_list: 'team@example.com',
    bcc_address_email_list: 'archive@example.com',
    reminder_ts: '2026-02-01T09:00:00.000Z'
  }
  const body = { html: '<p>Tuesday &amp; Friday</p>' }
  const { body: answer } = await post('/emails/reply', {
    ...reply,
    ...given,
    eaccount: ' ANNA@example.com',
    body,
    additional_recipients: ['carla@example.org', 'dan@example.org']
  })
  t.match(answer, given)
  t.strictSame(answer.body, body)
  t.equal(answer.eaccount, 'anna@example.com')
  t.equal(answer.to_address_email_list, 'ben@example.org,carla@example.org,dan@example.org')
  t.equal(answer.content_preview, 'Tuesday & Friday')
})

// A choice.
t.test('the original is marked as read, and emails already read stay unchanged', async (t) => {
  const { get, post, patch } = await atNoon(t)
  const sent = (await get(`/emails/${small.sent}`)).text
  await post('/emails/reply', { ...reply, reply_to_uuid: small.sent })
  t.equal((await get(`/emails/${small.sent}`)).text, sent)
  const before = (await get(`/emails/${small.received}`)).body
  await post('/emails/reply', reply)
  t.strictSame((await get(`/emails/${small.received}`)).body, { ...before, is_unread: 0 })
  await patch(`/emails/${small.received}`, { is_unread: 1 })
  await post('/emails/forward', forward)
  t.equal((await get(`/emails/${small.received}`)).body.is_unread, 1, 'a forwarded one stays unread')
})

for (const [what, body] of [
  ['reply', reply],
  ['forward', forward]
] as const) {
  // Recorded: three timestamps and the account; documented: assigned_to.
  t.test(`a ${what} is recorded on the lead`, async (t) => {
    const { post, leadNow } = await atNoon(t)
    const before = await leadNow()
    t.equal((await post(`/emails/${what}`, { ...body, assigned_to: small.unknown })).status, 200)
    t.strictSame(await leadNow(), {
      ...before,
      timestamp_last_contact: noon,
      timestamp_last_touch: noon,
      timestamp_updated: noon,
      last_contacted_from: 'anna@example.com',
      assigned_to: small.unknown
    })
    await post(`/emails/${what}`, body)
    t.equal((await leadNow()).assigned_to, small.unknown, 'it keeps its owner')
  })

  t.test(`a ${what} works if the lead was deleted or never existed`, async (t) => {
    const { admin, post, remove, lead } = await atNoon(t)
    await remove(`/leads/${lead}`)
    t.equal((await post(`/emails/${what}`, body)).status, 200)
    await admin('PATCH', `/entities/emails/${small.received}`, { lead_id: null })
    t.equal((await post(`/emails/${what}`, body)).status, 200)
  })

  // Documented, and a choice of text; a refusal changes nothing.
  t.test(`a ${what} requires an existing email and account`, async (t) => {
    const { get, post } = await atNoon(t)
    const before = (await get('/emails')).text
    const absent = { statusCode: 404, error: 'Not Found' }
    t.same((await post(`/emails/${what}`, { ...body, reply_to_uuid: small.unknown })).body, {
      ...absent,
      message: 'Resource not found'
    })
    t.same((await post(`/emails/${what}`, { ...body, eaccount: 'nobody@example.com' })).body, {
      ...absent,
      message: 'Account not found'
    })
    t.equal((await get('/emails')).text, before)
  })
}

// Reproduced on a stock Fastify: an empty body passes validation; the refusal is a choice.
t.test('a reply needs a text', async (t) => {
  const { post } = await atNoon(t)
  for (const body of [{}, { html: '' }, { text: '', html: '' }]) {
    const { status, body: answer } = await post('/emails/reply', { ...reply, body })
    t.equal(status, 400)
    t.equal(answer.message, 'Email body is required')
  }
  t.equal(
    (await post('/emails/reply', { ...reply, body: undefined })).body.message,
    "body must have required property 'body'"
  )
})

// Reproduced on a stock Fastify.
t.test('a forwarded email needs a text or the original', async (t) => {
  const { post } = await atNoon(t)
  const message =
    "body must have required property 'body', body must have required property 'include_original_body', " +
    'body must match a schema in anyOf'
  const { body, ...bare } = forward
  const { status, body: refusal } = await post('/emails/forward', bare)
  t.equal(status, 400)
  t.equal(refusal.message, message)
  t.equal((await post('/emails/forward', { ...bare, include_original_body: false })).status, 400)
  for (const empty of [{}, { html: '' }, { text: '' }, { html: '', text: '' }]) {
    t.equal((await post('/emails/forward', { ...bare, body: empty })).status, 400)
  }
  t.equal((await post('/emails/forward', { ...bare, include_original_body: true })).status, 200)
  t.equal((await post('/emails/forward', { ...bare, body: { text: 'x' } })).status, 200)
})

// Documented: without include_original_body only the given text is sent.
t.test('a forwarded email goes to its recipients, in the thread of the original', async (t) => {
  const { get, post } = await atNoon(t)
  const more = { cc_address_email_list: 'team@example.com', reply_to: 'sales@example.com' }
  const { status, body } = await post('/emails/forward', { ...forward, ...more })
  t.equal(status, 200)
  t.match(body, {
    ...more,
    subject: forward.subject,
    from_address_email: 'anna@example.com',
    to_address_email_list: forward.to_address_email_list,
    bcc_address_email_list: '',
    campaign_id: small.summer,
    lead: 'ben@example.org',
    ue_type: 3,
    thread_id: small.thread,
    content_preview: 'For you.'
  })
  t.strictSame(body.body, { html: 'For you.' })
  t.notOk('attachment_json' in body)
  t.equal((await get(`/emails/${body.id}`)).status, 200)
  const plain = await post('/emails/forward', { ...forward, body: { text: 'For you.' } })
  t.match(plain.body.body, { text: 'For you.', html: /^<!DOCTYPE html>[\s\S]*For you\.<\/body>/ })
})

// A choice of layout: as Gmail does.
t.test('the original follows below its headers', async (t) => {
  const { post } = await atNoon(t)
  const headers = [
    '---------- Forwarded message ---------',
    'From: ben@example.org',
    'Date: Tue, 06 Jan 2026 12:30:00 GMT',
    'Subject: Re: A question, Ben',
    'To: anna@example.com'
  ]
  const quotation = `${headers.join('<br/>')}<br/><br/>Happy to talk.<br/>Tuesday at ten?</div>`
  const html = (note: string) => `${note}<br/><br/><div class="gmail_quote">${quotation}`
  const text = [...headers, '', 'Happy to talk. Tuesday at ten?'].join('\n')
  const content = async (body?: object) =>
    (await post('/emails/forward', { ...forward, body, include_original_body: true })).body.body
  t.strictSame(await content({ html: '<b>For</b> you.' }), {
    text: `For you.\n\n${text}`,
    html: html('<b>For</b> you.')
  })
  t.strictSame(await content({ text: '1 < 2\nAnna' }), {
    text: `1 < 2\nAnna\n\n${text}`,
    html: html('1 &lt; 2<br/>Anna')
  })
  t.strictSame(await content(), { text, html: html('') })
})

// A choice of layout.
t.test('headers include the copies, and text without HTML is shown unchanged', async (t) => {
  const { admin, post } = await atNoon(t)
  await admin('PATCH', `/entities/emails/${small.received}`, {
    from_address_email: null,
    cc_address_email_list: 'team@example.com',
    body: { text: '1 < 2\nBen' }
  })
  const { body } = await post('/emails/forward', { ...forward, include_original_body: true })
  t.match(body.body.html, '<br/>From: anna@example.com<br/>')
  t.match(body.body.html, '<br/>Cc: team@example.com<br/><br/>1 &lt; 2<br/>Ben</div>')
  t.match(body.body.text, '\nCc: team@example.com\n\n1 < 2\nBen')
})

// Documented: a JSON text; its form, and the refusal, are a choice.
t.test('attachments are passed on as JSON', async (t) => {
  const { get, post } = await atNoon(t)
  const file = {
    filename: 'prices.pdf',
    size: 20480,
    type: 'application/pdf',
    url: 'https://files.example.com/p.pdf'
  }
  const sent = async (value: unknown) => {
    const forwarded_attachments = typeof value === 'string' ? value : JSON.stringify(value)
    return post('/emails/forward', { ...forward, forwarded_attachments })
  }
  for (const value of [[file], { files: [file] }]) {
    t.strictSame((await sent(value)).body.attachment_json, { files: [file] })
  }
  const odd = { filename: 'x', size: '1', type: 1, url: null, nonsense: true }
  t.strictSame((await sent([odd])).body.attachment_json, { files: [{ filename: 'x' }] })
  t.notOk('attachment_json' in (await sent(' ')).body)
  const before = (await get('/emails?limit=100')).text
  for (const value of ['{', '"x"', 'null', {}, [1], [{}], [null]]) {
    const { status, body } = await sent(value)
    t.equal(status, 400)
    const shown = typeof value === 'string' ? value : JSON.stringify(value)
    t.equal(
      body.message,
      `body/forwarded_attachments is ${shown}, wanted a JSON list of files, each with a filename`
    )
  }
  t.equal((await get('/emails?limit=100')).text, before)
})

// Recorded: success; documented: the errors come with 200; which status gives which is a choice.
t.test('a test email reports problems of the account, and is in no list', async (t) => {
  const { admin, get, post } = await atNoon(t)
  const before = (await get('/emails')).text
  const sent = async (eaccount: string) => {
    const { status, body } = await post('/emails/test', {
      eaccount,
      to_address_email_list: 'team@example.com',
      subject: 'Right?',
      body: { html: 'Hello' }
    })
    t.equal(status, 200)
    return body
  }
  const withStatus = async (status: number | null) => {
    await admin('PATCH', '/entities/accounts/anna@example.com', { status })
    return sent('Anna@example.com')
  }
  t.strictSame(await sent('nobody@example.com'), { error: 'ACC_NOT_FOUND' })
  for (const status of [1, 2, 3, null]) t.strictSame(await withStatus(status), { status: 'success' })
  t.strictSame(await withStatus(-1), { error: 'ACC_AUTH_ERROR' })
  for (const status of [-2, -3]) t.strictSame(await withStatus(status), { error: 'ACC_UNKNOWN_ERROR' })
  t.equal((await get('/emails')).text, before)
})
