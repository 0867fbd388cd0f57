/** The program under test: a small client of the Instantly API, that retries when it is told to slow down. */
export class Outreach {
  constructor({ baseUrl, apiKey }) {
    this.baseUrl = baseUrl
    this.apiKey = apiKey
  }

  async call(method, path, body, tries = 3) {
    const answer = await fetch(`${this.baseUrl}/api/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body && { 'content-type': 'application/json' })
      },
      body: JSON.stringify(body)
    })
    if (answer.status === 429 && tries > 1) return this.call(method, path, body, tries - 1)
    if (!answer.ok) throw new Error(`Instantly says ${answer.status}`)
    return answer.json()
  }

  /** Creates a campaign that sends on weekday mornings. */
  plan(name) {
    const days = { 1: true, 2: true, 3: true, 4: true, 5: true }
    const timing = { from: '09:00', to: '12:00' }
    const schedules = [{ name: 'Mornings', timing, days, timezone: 'Europe/Belgrade' }]
    return this.call('POST', '/campaigns', { name, campaign_schedule: { schedules } })
  }

  /** The names of all campaigns that the service has stopped. */
  async stopped() {
    const names = []
    for (let cursor; ; ) {
      const page = await this.call('GET', `/campaigns?limit=100${cursor ? `&starting_after=${cursor}` : ''}`)
      names.push(...page.items.filter(({ status }) => status < 0).map(({ name }) => name))
      cursor = page.next_starting_after
      if (!cursor) return names
    }
  }
  /** Starts the campaign. */
  launch(campaign) {
    return this.call('POST', `/campaigns/${campaign}/activate`)
  }

  /** What the lead wrote, newest first. */
  async replies(lead) {
    return (await this.call('GET', `/emails?email_type=received&lead=${lead}`)).items
  }

  /** The figures of the campaign. */
  async figures(campaign) {
    const [figures] = await this.call('GET', `/campaigns/analytics?id=${campaign}`)
    return figures
  }

  /** Has each reply reported to the URL. */
  subscribe(url) {
    return this.call('POST', '/webhooks', { target_hook_url: url, event_type: 'reply_received' })
  }

  /** Answers the reply that a webhook reported. */
  answer({ email_account, email_id, reply_subject }) {
    const body = { text: 'Then let us meet.' }
    return this.call('POST', '/emails/reply', {
      eaccount: email_account,
      reply_to_uuid: email_id,
      subject: reply_subject,
      body
    })
  }
}
