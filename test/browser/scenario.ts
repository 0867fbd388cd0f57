/** A call of the API or of the control plane. */
export async function ask(url: string, method: string, path: string, body?: unknown, workspace = 'shown') {
  const key = { authorization: `Bearer mock_${workspace}` }
  const headers = body === undefined ? key : { ...key, 'content-type': 'application/json' }
  const answer = await fetch(url + path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body)
  })
  return { status: answer.status, body: Object(await answer.json()) }
}

const companies = ['northwind', 'acme', 'globex', 'initech', 'umbrella', 'hooli']
const names = ['Ben', 'Clara', 'David', 'Eva', 'Felix', 'Greta', 'Hanna', 'Ivo', 'Jana', 'Karl']
const senders = ['anna@example.com', 'tom@example.com', 'mia@example.com']

const step = (delay: number, ...variants: [subject: string, body: string][]) => ({
  type: 'email',
  delay,
  variants: variants.map(([subject, body]) => ({ subject, body }))
})

const spring = {
  name: 'Spring outreach to agencies',
  email_list: senders,
  open_tracking: true,
  link_tracking: true,
  stop_on_reply: true,
  daily_limit: 25,
  email_gap: 10,
  campaign_schedule: {
    schedules: [
      {
        name: 'Office hours',
        timing: { from: '09:00', to: '17:00' },
        days: { 1: true, 2: true, 3: true, 4: true, 5: true },
        timezone: 'Europe/Belgrade'
      }
    ]
  },
  sequences: [
    {
      steps: [
        step(
          2,
          [
            'A question, {{firstName}}',
            'Hello {{firstName}},<br/><br/>how do you find new clients?<br/><br/>Anna'
          ],
          [
            '{{companyName}} and spring',
            'Hello {{firstName}},<br/><br/>may I ask you something?<br/><br/>Anna'
          ]
        ),
        step(3, ['', 'Hello {{firstName}},<br/><br/>any news?<br/><br/>Anna']),
        step(0, ['Last one', 'Hello {{firstName}},<br/><br/>shall I ask again in summer?<br/><br/>Anna'])
      ]
    }
  ]
}

/** Creates an active campaign with leads that react; returns its id. */
export async function runCampaign(url: string, workspace?: string): Promise<string> {
  const call = async (method: string, path: string, body?: unknown) => {
    const { status, body: answer } = await ask(url, method, path, body, workspace)
    if (status !== 200) throw new Error(`${method} ${path}: ${answer.message}`)
    return answer
  }
  await call('POST', '/__admin/clock/freeze', { at: '2026-01-12T07:00:00Z' })
  for (const email of senders) {
    const [first_name] = email.split('@')
    await call('PUT', '/__admin/entities/accounts', {
      email,
      first_name,
      last_name: 'Example',
      status: 1,
      provider_code: 2
    })
  }
  const { id } = await call('POST', '/api/v2/campaigns', spring)
  const leads = companies.flatMap((company) =>
    names.map((name) => ({
      email: `${name.toLowerCase()}@${company}.example`,
      first_name: name,
      company_name: company.slice(0, 1).toUpperCase() + company.slice(1)
    }))
  )
  await call('POST', '/api/v2/leads/add', { campaign_id: id, leads })
  await call('POST', '/__admin/plans', [{ profile: 'typical', seed: 4 }])
  await call('POST', `/api/v2/campaigns/${id}/activate`)
  await call('POST', '/__admin/clock/advance', { by: '5d' })
  return id
}
