import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { launch, View, Visit } from './browser.ts'
import { ask, runCampaign } from './scenario.ts'

type Browser = Awaited<ReturnType<typeof launch>>
type Action = [what: string, path: string, how: (visit: Visit, url: string) => Promise<void>]

/** Would load from elsewhere, and run. */
const hostile = (elsewhere: string) =>
  `<img src="${elsewhere}/x.png" onerror="window.hacked = 1"><script>window.hacked = 1</script>`

/** What there is to see: requests of all kinds, a fault, and names that would do harm if they were not shown as text. */
export async function fill(url: string): Promise<void> {
  await ask(url, 'GET', '/api/v2/campaigns?limit=1&colour=red')
  await ask(url, 'POST', '/api/v2/campaigns', { name: 'Without a schedule' })
  await ask(url, 'POST', '/api/v2/custom-tags', { label: hostile('http://elsewhere.test') })
  await ask(url, 'POST', '/__admin/faults', { operation_id: 'getCampaign', answer: { status: 503 } })
  await ask(url, 'GET', '/api/v2/campaigns/eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee')
  await runCampaign(url)
}

const views = {
  overview: 'overview',
  requests: 'requests',
  request: 'requests/2',
  expectation: 'requests/expect',
  campaigns: 'campaigns',
  unibox: 'unibox',
  data: 'data/leads',
  plans: 'plans',
  webhooks: 'webhooks',
  faults: 'faults',
  limits: 'limits'
}

export async function looks(browser: Browser, view: View): Promise<void> {
  await browser.visit('/__admin#/shown/overview', view, async ({ page, isFine }) => {
    for (const [name, path] of Object.entries(views)) {
      await page.evaluate(`location.hash = '/shown/${path}'`)
      await page.locator('main h1').first().waitFor({ state: 'attached' })
      await page.locator('.connection', { hasText: 'Live' }).waitFor()
      await page.locator('[aria-busy]').first().waitFor({ state: 'detached' })
      await isFine(`page-${name}`)
    }
    await page.locator('nav a', { hasText: 'Campaigns' }).click()
    await page.locator('.lines a').first().click()
    await page.locator('h2', { hasText: 'Steps' }).waitFor()
    await isFine('page-campaign')
    await page.getByText('As a table').click()
    await isFine('page-campaign-table')
    await page.locator('nav a', { hasText: 'Unibox' }).click()
    await page.locator('.mailline').first().click()
    await page.locator('article').first().waitFor()
    await isFine('page-thread')
  })
}

/** Nothing of the frame is out of the window, or under something else: each is clicked where it is seen. */
export async function reach(browser: Browser, view: View): Promise<void> {
  await browser.visit('/__admin#/shown/overview', view, async ({ page }) => {
    const links = page.locator('nav.views a:not(.outside)')
    for (const [index, name] of (await links.allTextContents()).entries()) {
      await links.nth(index).click()
      await page.locator('nav.views [aria-current]', { hasText: name }).waitFor()
      await page.locator('main h1').first().waitFor({ state: 'attached' })
    }
    await page.locator('nav.views .outside').click({ trial: true })
    await page.locator('details.clock summary').click()
    for (const button of await page.locator('.panel button').all()) await button.click({ trial: true })
    await page.keyboard.press('Escape')
    await page.getByLabel('Workspace').selectOption('Another …')
    await page.getByLabel('Workspace').fill('elsewhere')
  })
}

export const actions: Action[] = [
  [
    'a request appears, is found, and shows why it was refused',
    '/__admin#/shown/requests',
    async ({ page, isFine }, url) => {
      await page.locator('.call').first().waitFor()
      await ask(url, 'GET', '/api/v2/nowhere-at-all')
      await page.locator('.call', { hasText: 'nowhere-at-all' }).waitFor()
      await page.getByLabel('Text').fill('without a schedule')
      await page.locator('.call', { hasText: 'nowhere-at-all' }).waitFor({ state: 'detached' })
      await page.locator('.call').click()
      await page.getByRole('heading', { name: 'createCampaign' }).waitFor()
      const why = await page.locator('section.why').textContent()
      assert.match(String(why), /campaign_schedule.*The request is not what the operation takes/s)
      await page.goBack()
      assert.equal(await page.getByLabel('Text').inputValue(), 'without a schedule')
      await isFine('page-found')
    }
  ],
  [
    'a request becomes a fault that repeats its answer',
    '/__admin#/shown/requests/2',
    async ({ page, isFine }, url) => {
      await page.getByText('As fault').click()
      await page.getByRole('button', { name: 'Add this fault' }).click()
      await page.getByRole('status').getByText('Matching requests now get this answer').waitFor()
      assert.equal(
        (await ask(url, 'POST', '/api/v2/campaigns', {})).body.message,
        "body must have required property 'campaign_schedule'"
      )
      await page.locator('nav a', { hasText: 'Faults' }).click()
      const fault = page.locator('.cards .card', { hasText: 'createCampaign' })
      await fault.getByRole('button', { name: 'Remove' }).click()
      await fault.getByRole('button', { name: /Remove fault/ }).click()
      await fault.waitFor({ state: 'detached' })
      await isFine('page-fault')
    }
  ],
  [
    'a fault is created from a template',
    '/__admin#/shown/faults',
    async ({ page, isFine }, url) => {
      await page.getByLabel('Begin with').selectOption('No answer')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('.cards .card', { hasText: 'createCampaign' }).waitFor()
      await assert.rejects(ask(url, 'POST', '/api/v2/campaigns', {}))
      await page.getByRole('button', { name: 'Remove all' }).click()
      await page.getByRole('button', { name: 'Remove all faults?' }).click()
      await page.getByText('There are no faults').waitFor()
      await isFine('page-no-fault')
    }
  ],
  [
    'an expectation is checked, with near misses',
    '/__admin#/shown/requests/expect',
    async ({ page, isFine, takeComplaints }, url) => {
      const expecting = (limit: string) => ({ calls: [{ operation_id: 'listCampaign', query: { limit } }] })
      await page.getByLabel('Expected requests').fill(JSON.stringify(expecting('7')))
      await page.getByRole('button', { name: 'Check' }).click()
      await page.getByText('The requests differ from the expectation.').waitFor()
      await page.getByText('query.limit is').first().waitFor()
      assert.match(takeComplaints().join('\n'), /^409 for .*\/verify$/)
      await page.locator('.verdict a').first().click()
      await page.getByRole('heading', { name: 'Near miss' }).waitFor()
      assert.match(
        String(await page.locator('section.why').last().textContent()),
        /"limit":"7".*, but.*query.limit is/s
      )
      // A program's own verification is shown as soon as it fails, and no more when it is met.
      const verify = (limit: string) => ask(url, 'POST', '/__admin/verify', expecting(limit))
      const misses = page.locator('section.why', { hasText: 'Near miss' }).locator('li')
      await verify('8')
      await misses.filter({ hasText: '"limit":"8"' }).waitFor()
      assert.equal(await misses.count(), 2)
      await isFine('page-near-miss')
      await ask(url, 'GET', '/api/v2/campaigns?limit=8')
      await verify('8')
      await misses.filter({ hasText: '"limit":"8"' }).waitFor({ state: 'detached' })
    }
  ],
  [
    'the overview draws what a campaign sent and got back, and leads to the campaign',
    '/__admin#/shown/overview',
    async ({ page }, url) => {
      const line = page.locator('.campaigns li', { hasText: 'Spring outreach to agencies' })
      const analytics = (await ask(url, 'GET', '/api/v2/campaigns/analytics')).body
      const isIt = (row: { campaign_name: string }) => row.campaign_name === 'Spring outreach to agencies'
      const of = analytics.find(isIt)
      const drawn = `By day: ${of.emails_sent_count} emails sent, ${of.reply_count} replies`
      await line.getByRole('img', { name: drawn }).waitFor()
      await line.getByRole('link').click()
      await page.getByRole('heading', { name: 'Spring outreach to agencies' }).waitFor()
    }
  ],
  [
    'a plan is planted, and a campaign shows the reactions to its emails',
    '/__admin#/shown/plans',
    async ({ page, isFine }, url) => {
      await page.getByLabel('Begin with').selectOption('Every tenth email bounces')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('.cards h2', { hasText: 'Every 10th email' }).waitFor()
      await page.locator('nav a', { hasText: 'Campaigns' }).click()
      await page.getByLabel('Text').fill('Spring outreach to agencies')
      await page.locator('.lines a').first().click()
      await page.getByText('The next email goes').waitFor()
      const sent = page.locator('.legend li', { hasText: 'Sent' }).locator('strong')
      const before = Number(await sent.textContent())
      await page.locator('details.clock summary').click()
      await page.locator('.panel').getByRole('button', { name: '+ 1 week' }).click()
      await page.getByRole('status').getByText('email sent').waitFor()
      // The page's policy forbids to evaluate text, as waiting for a function would.
      await sent.filter({ hasNotText: new RegExp(`^${before}$`) }).waitFor()
      const id = page.url().split('/').at(-1)
      const { days } = (await ask(url, 'GET', `/__admin/figures/${id}`)).body
      const total = days.reduce((sum: number, day: { sent: number }) => sum + day.sent, 0)
      assert.equal(Number(await sent.textContent()), total)
      await isFine('page-campaign-later')
      await page.getByText('As a table').click()
      // The schedule is open from Monday to Friday in Belgrade; on weekends there are only late reactions.
      const rows = await page
        .getByRole('row')
        .filter({ hasText: /open$|closed$/ })
        .allTextContents()
      const isWeekend = (row: string) => [0, 6].includes(new Date(row.slice(0, 10)).getUTCDay())
      for (const row of rows) assert.match(row, isWeekend(row) ? /closed$/ : /open$/)
      assert.ok(rows.some(isWeekend) && !rows.every(isWeekend), rows.join('\n'))
      const bounced = await page.locator('.legend li', { hasText: 'Bounced' }).locator('strong').textContent()
      const figures = (await ask(url, 'GET', `/api/v2/campaigns/analytics?id=${id}`)).body
      assert.equal(Number(bounced), figures[0].bounced_count)
    }
  ],
  [
    'the clock is set, moved and let run',
    '/__admin#/shown/overview',
    async ({ page }, url) => {
      await page.locator('details.clock summary').click()
      const panel = page.locator('.panel')
      await panel.getByLabel('Set to').fill('2026-01-28T09:30')
      await panel.getByRole('button', { name: 'Set' }).click()
      await page.locator('summary time', { hasText: 'Wed, 28 Jan 2026, 09:30' }).waitFor()
      const before = Date.parse((await ask(url, 'GET', '/__admin/clock')).body.now)
      await panel.getByRole('button', { name: '+ 1 day' }).click()
      await page.locator('summary time', { hasText: 'Thu, 29 Jan 2026, 09:30' }).waitFor()
      assert.equal(Date.parse((await ask(url, 'GET', '/__admin/clock')).body.now), before + 86_400_000)
      await panel.getByRole('button', { name: 'Run' }).click()
      await panel.getByRole('button', { name: 'Freeze' }).click()
      await panel.getByRole('button', { name: 'Run' }).waitFor()
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'hidden' })
    }
  ],
  [
    'a snapshot is taken and restored',
    '/__admin#/shown/overview',
    async ({ page, isFine }, url) => {
      await page.getByLabel('Name').fill('before')
      await page.getByRole('button', { name: 'Take a snapshot' }).click()
      await page.getByRole('button', { name: 'Restore' }).waitFor()
      const { body } = await ask(url, 'PUT', '/__admin/entities/custom_tags', { label: 'Afterwards' })
      await page.getByRole('button', { name: 'Restore' }).click()
      await page.getByText('Restored before').waitFor()
      assert.equal((await ask(url, 'GET', `/api/v2/custom-tags/${body.id}`)).status, 404)
      await isFine('page-snapshot')
    }
  ],
  [
    'an entity is created, changed and removed',
    '/__admin#/shown/data/custom_tags/new',
    async ({ page, isFine }) => {
      await page.getByLabel('Entity, as JSON').fill('{"label": "By hand"}')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('heading', { name: 'By hand' }).waitFor()
      await page.getByRole('button', { name: 'Edit' }).click()
      const text = await page.getByLabel('Entity, as JSON').inputValue()
      await page.getByLabel('Entity, as JSON').fill(text.replace('By hand', 'Changed'))
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('heading', { name: 'Changed' }).waitFor()
      await isFine('page-entity')
      await page.getByRole('button', { name: 'Remove' }).click()
      await page.getByRole('button', { name: 'Remove it?' }).click()
      await page.getByRole('heading', { name: 'Custom tags' }).waitFor()
      await page.getByLabel('Text').fill('Changed')
      await page.getByText('No match.').waitFor()
    }
  ],
  [
    'names are shown as text, and run nothing',
    '/__admin#/shown/data/custom_tags',
    async ({ page, isFine }) => {
      await page.getByText('<img src="http://elsewhere.test').first().waitFor()
      assert.equal(await page.evaluate('window.hacked'), undefined)
      await isFine('page-hostile')
    }
  ],
  [
    'an email runs and loads nothing, and is answered as its lead',
    '/__admin#/shown/unibox',
    async ({ page }, url) => {
      let asked = 0
      const elsewhere = createServer(() => {
        asked += 1
      }).listen(0, '127.0.0.1')
      await once(elsewhere, 'listening')
      const { items } = (await ask(url, 'GET', '/__admin/entities/emails?sort_order=desc&limit=1')).body
      const html = `Look: ${hostile(`http://127.0.0.1:${Object(elsewhere.address()).port}`)}`
      await ask(url, 'PATCH', `/__admin/entities/emails/${items[0].id}`, { body: { html } })
      await page.locator('.mailline').first().click()
      await page.frameLocator('article iframe >> nth=-1').locator('img').waitFor({ state: 'attached' })
      await page.getByLabel('Answer as').fill('Tuesday at ten suits me.')
      await page.getByRole('button', { name: 'Let it arrive' }).click()
      await page.getByText('has arrived').waitFor()
      const found = await ask(url, 'GET', '/__admin/entities/emails?search=Tuesday at ten suits me')
      assert.equal(found.body.items.length, 1)
      assert.equal(await page.evaluate('window.hacked'), undefined)
      assert.equal(asked, 0)
      elsewhere.close()
    }
  ],
  [
    'deliveries to webhooks are held, read and released',
    '/__admin#/hooks/webhooks',
    async ({ page, isFine }, url) => {
      await page.getByLabel('Mode').selectOption('Hold until released')
      await page.getByRole('button', { name: 'Release all' }).waitFor()
      const hook = { target_hook_url: 'http://127.0.0.1:9/hook', event_type: 'email_sent' }
      await ask(url, 'POST', '/api/v2/webhooks', hook, 'hooks')
      await runCampaign(url, 'hooks')
      await page.locator('.cards .card').first().waitFor()
      await page.getByText('Payload').first().click()
      await page.getByText('"lead_email"').first().waitFor()
      await isFine('page-deliveries')
      await page.getByLabel('Mode').selectOption('Only record')
      await page.locator('.pill', { hasText: 'Delivered' }).first().waitFor()
    }
  ],
  [
    'limits are switched',
    '/__admin#/shown/limits',
    async ({ page, isFine }, url) => {
      await page.getByLabel('Limits on').check()
      await page.getByText('The limits are on').waitFor()
      assert.equal((await ask(url, 'GET', '/__admin/rate-limits')).body.enabled, true)
      await page.getByLabel('Refuse unknown fields').check()
      await page.getByText('Unknown fields are refused').waitFor()
      assert.equal((await ask(url, 'GET', '/__admin/strictness')).body.strict, true)
      await isFine('page-limits-hold')
    }
  ],
  [
    'another workspace is chosen, with the address to come back to it',
    '/__admin#/shown/requests',
    async ({ page, isFine }) => {
      await page.getByLabel('Workspace').selectOption('Another …')
      await page.getByLabel('Workspace').fill('elsewhere')
      await page.keyboard.press('Enter')
      await page.getByText('mock_elsewhere').waitFor()
      assert.match(page.url(), /#\/elsewhere\/requests$/)
      await isFine('page-elsewhere')
      await page.goBack()
      await page.locator('.call').first().waitFor()
    }
  ],
  [
    'the keyboard reaches the content and every view',
    '/__admin#/shown/overview',
    async ({ page }) => {
      await page.locator('.lines a').first().waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate('document.activeElement.id'), 'main')
      await page.locator('.views a', { hasText: 'Limits' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Limits' }).waitFor()
    }
  ],
  [
    'all goes back to the beginning',
    '/__admin#/shown/overview',
    async ({ page }, url) => {
      await page.getByRole('button', { name: 'Reset all' }).click()
      await page.getByRole('button', { name: 'Reset the workspace?' }).click()
      await page.getByText('The workspace is reset').waitFor()
      assert.deepEqual((await ask(url, 'GET', '/__admin/snapshots')).body.snapshots, ['before'])
      assert.equal((await ask(url, 'GET', '/__admin/journal')).body.count, 0)
      await page.getByText('No request has come yet').waitFor()
    }
  ]
]
