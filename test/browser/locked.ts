import assert from 'node:assert/strict'
import { buildApp } from '../../src/app.ts'
import { readFixture } from '../../src/workspace/fixture.ts'
import { launch } from './browser.ts'

const ADMIN_KEY = 'l0cked-here'

/** The page of a server with `--admin-key`: it asks for the key, refuses a wrong one, and opens with the right one. */
export async function checkLocked(executable: string, pictures?: string): Promise<void> {
  const fixture = readFixture('small')
  const app = await buildApp({ initialState: { seed: 1, size: 0, fixture }, admin: { key: ADMIN_KEY } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await launch(executable, url, pictures)
  const walk = browser.visit(
    '/__admin#/default/campaigns',
    { width: 1280, scheme: 'light' },
    async ({ page, isFine, takeComplaints }) => {
      const field = page.getByLabel('Admin key')
      await page.getByRole('heading', { name: 'This server is locked' }).waitFor()
      assert.equal(await page.getByText('Spring outreach').count(), 0)
      await page.waitForLoadState('networkidle')
      assertOnlyLocked(takeComplaints())
      await isFine('locked')

      await field.fill('wrong')
      const refused = page.waitForResponse((answer) => answer.url().endsWith('/stream'))
      await page.keyboard.press('Enter')
      await refused
      await page.getByText('The key is wrong.').waitFor()
      assertOnlyLocked(takeComplaints())
      await isFine('locked-wrong')

      await field.fill(ADMIN_KEY)
      await page.getByRole('button', { name: 'Open' }).click()
      await page.getByText('Spring outreach').waitFor()
      await page.locator('.connection', { hasText: 'Live' }).waitFor()
      await isFine('locked-open')

      await page.reload()
      await page.getByText('Spring outreach').waitFor()
      assert.ok(!(await page.content()).includes(ADMIN_KEY), 'the key is kept, and not shown')
      await isFine('locked-reloaded')
    }
  )
  // A failure must not keep the run from its end.
  await walk.finally(async () => {
    await browser.close()
    await app.close()
  })
}

/** Nothing but that the key is missing, and something at all. */
function assertOnlyLocked(complaints: string[]): void {
  assert.notEqual(complaints.length, 0)
  for (const complaint of complaints) assert.match(complaint, /^401 for /)
}
