// Takes the README's pictures of the page, docs/*.png: `npm run pictures`. CHROMIUM may name the browser.
import { createInstantlyMock } from '../src/index.ts'
import { launch, type Visit } from '../test/browser/browser.ts'
import { ask, runCampaign } from '../test/browser/scenario.ts'

const mock = await createInstantlyMock({ seedSize: 12 })
const campaign = await runCampaign(mock.url, 'shop')
for (const [method, path, body] of [
  ['GET', '/api/v2/campaigns?limit=10&colour=red', undefined],
  ['POST', '/api/v2/campaigns', { name: 'Summer' }],
  ['GET', '/api/v2/campaigns/eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee', undefined],
  ['GET', '/api/v2/campaign', undefined]
] as const) {
  await ask(mock.url, method, path, body, 'shop')
}
await ask(mock.url, 'POST', '/__admin/faults', { operation_id: 'listLeads', answer: { status: 429 } }, 'shop')
await ask(mock.url, 'POST', '/api/v2/leads/list', { campaign, limit: 1 }, 'shop')

const browser = await launch(process.env.CHROMIUM || '/usr/bin/chromium', mock.url)
const take = (name: string, path: string, shown: string) =>
  browser.visit(`/__admin#/shop/${path}`, { width: 1280, scheme: 'light' }, async ({ page }: Visit) => {
    await page.locator(shown).first().waitFor()
    await page.locator('.connection', { hasText: 'Live' }).waitFor()
    await page.screenshot({ path: new URL(`${name}.png`, import.meta.url).pathname })
  })
await take('page-campaign', `campaigns/${campaign}`, 'canvas')
await take('page-requests', 'requests', '.call')
await browser.close()
await mock.close()
