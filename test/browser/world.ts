import assert from 'node:assert/strict'
import type { Visit } from './browser.ts'
import { ask, runCampaign } from './scenario.ts'

type Action = [what: string, path: string, how: (visit: Visit, url: string) => Promise<void>]

const WORKSPACE = 'living'
const read = async (url: string, path: string) => (await ask(url, 'GET', path, undefined, WORKSPACE)).body

/** What each view of a workspace without data and without requests says. */
const empty = {
  overview: 'No request has come yet',
  requests: 'No request has come yet',
  campaigns: 'There are no campaigns yet',
  unibox: 'There are no emails yet',
  'data/leads': 'There are none',
  plans: 'There are no plans',
  webhooks: 'No deliveries yet',
  faults: 'There are no faults'
}

export const worldActions: Action[] = [
  [
    'an empty workspace says so in every view',
    '/__admin#/hollow/overview',
    async ({ page, isFine }, url) => {
      await ask(url, 'POST', '/__admin/reset', { to: 'empty' }, 'hollow')
      for (const [view, text] of Object.entries(empty)) {
        await page.evaluate(`location.hash = '/hollow/${view}'`)
        await page.getByText(text).first().waitFor()
        await isFine(`page-empty-${view.replace('/', '-')}`)
      }
    }
  ],
  [
    'a campaign shows the figures of its steps, its leads by status, why it is not sending, and what happened',
    `/__admin#/${WORKSPACE}/campaigns`,
    async ({ page, isFine }, url) => {
      const id = await runCampaign(url, WORKSPACE)
      await page.evaluate(`location.hash = '/${WORKSPACE}/campaigns/${id}'`)
      const steps = await read(url, `/api/v2/campaigns/analytics/steps?campaign_id=${id}`)
      const first = steps.find(({ step, variant }: Record<string, string>) => step === '0' && variant === '1')
      const shown = page.locator('.variant', { hasText: '{{companyName}} and spring' })
      await shown.getByText(`${first.sent} sent · ${first.unique_opened} (`).waitFor()
      const filter = { campaign: id, filter: 'FILTER_VAL_COMPLETED', limit: 100 }
      const completed = (await ask(url, 'POST', '/api/v2/leads/list', filter, WORKSPACE)).body.items.length
      const state = page.locator('.counts dt', { hasText: 'Completed' }).locator('+ dd')
      assert.equal(await state.textContent(), String(completed))
      const { reason } = await read(url, `/__admin/why/${id}`)
      await page.getByText(reason.message).waitFor()
      const [last] = (await read(url, `/__admin/timeline?campaign=${id}&sort_order=desc&limit=1`)).items
      const { email } = await read(url, `/api/v2/leads/${last.lead}`)
      const line = page.locator('section', { hasText: 'What happened' }).locator('li').first()
      await line.getByText(email).waitFor()
      await isFine('page-campaign-of-its-own')
    }
  ],
  [
    'what happened ends with its last page',
    `/__admin#/${WORKSPACE}/campaigns`,
    async ({ page }, url) => {
      const [{ id }] = (await read(url, '/__admin/entities/campaigns?search=Spring outreach to agencies'))
        .items
      await page.evaluate(`location.hash = '/${WORKSPACE}/campaigns/${id}'`)
      const card = page.locator('section', { hasText: 'What happened' })
      const next = card.getByRole('button', { name: 'Next' })
      const { items } = await read(url, `/__admin/timeline?campaign=${id}&limit=1000`)
      for (let number = 1; number < Math.ceil(items.length / 25); number += 1) {
        await next.click()
        await card.getByText(`Page ${number + 1}`).waitFor()
      }
      await card.locator('li').first().waitFor()
      assert.equal(await card.locator('li').count(), items.length % 25 || 25)
      assert.ok(await next.isDisabled())
    }
  ],
  [
    'the overview tells the advice of the report, and how much is built',
    `/__admin#/${WORKSPACE}/overview`,
    async ({ page }, url) => {
      await read(url, '/api/v2/campaigns?colour=red')
      const [{ advice }] = (await read(url, '/__admin/report')).advice
      await page.getByText(advice, { exact: true }).first().waitFor()
      const { operations } = await read(url, '/')
      await page.getByText(`${operations.built} operations of ${operations.documented} are built`).waitFor()
    }
  ],
  [
    'the clock goes on by an hour, to the next event and until nothing is left to do',
    `/__admin#/${WORKSPACE}/overview`,
    async ({ page }, url) => {
      const now = async () => Date.parse((await read(url, '/__admin/clock')).now)
      const card = page.locator('section', { has: page.getByRole('heading', { name: 'Clock', exact: true }) })
      const press = async (name: string) => {
        const answer = page.waitForResponse((response) => response.request().method() === 'POST')
        await card.getByRole('button', { name }).click()
        assert.equal((await answer).status(), 200)
      }
      const began = await now()
      await press('+ 1 hour')
      assert.equal(await now(), began + 3_600_000)
      const planted = page.locator('li', { hasText: 'Planted event' })
      await planted
        .locator('.sub', { hasText: /^(Open|Reply)$/ })
        .first()
        .waitFor()
      const events = async () => (await read(url, '/__admin/timeline?limit=1000')).items.length
      const before = await events()
      await press('To the next event')
      assert.ok((await events()) > before)
      await press('Until idle')
      const { items } = await read(url, '/__admin/due')
      assert.deepEqual(items, [])
      await page.getByText('Nothing is due.').waitFor()
    }
  ],
  [
    'scheduled work is done at once',
    '/__admin#/working/overview',
    async ({ page }, url) => {
      const call = async (method: string, path: string, body?: unknown) =>
        (await ask(url, method, path, body, 'working')).body
      await call('POST', '/__admin/clock/freeze', {})
      const { id } = await call('POST', '/api/v2/lead-lists', { name: 'Newcomers' })
      const leads = [{ email: 'ben@example.org' }]
      await call('POST', '/api/v2/leads/add', { list_id: id, leads })
      const before = await call('POST', '/api/v2/leads/list', { list_id: id })
      assert.ok(!before.items[0].esp_code)
      const work = page.locator('li', { hasText: 'Look up providers' })
      await work.getByRole('button', { name: 'Run now' }).click()
      await page.getByRole('status').getByText('The work is done').waitFor()
      await work.waitFor({ state: 'detached' })
      const { items } = await call('POST', '/api/v2/leads/list', { list_id: id })
      assert.ok(items[0].esp_code > 0, 'the provider is known, without a move of the clock')
    }
  ],
  [
    'the lead of an email opens it',
    `/__admin#/${WORKSPACE}/unibox`,
    async ({ page }, url) => {
      const opened = async () =>
        (await read(url, '/__admin/timeline?type=email_opened&limit=1000')).items.length
      const before = await opened()
      await page.getByLabel('Text').fill('A question')
      await page.locator('.mailline').first().click()
      await page.getByRole('button', { name: 'Open it' }).click()
      await page.getByRole('status').getByText('open it').waitFor()
      assert.equal(await opened(), before + 1)
    }
  ]
]
