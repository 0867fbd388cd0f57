import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Visit } from './browser.ts'
import { ask } from './scenario.ts'

type Action = [what: string, path: string, how: (visit: Visit, url: string) => Promise<void>]

const WORKSPACE = 'asking'
const call = (url: string, method: string, path: string, body?: unknown) =>
  ask(url, method, path, body, WORKSPACE)

export const requestActions: Action[] = [
  [
    'requests are found by their operation and by their answer',
    `/__admin#/${WORKSPACE}/requests`,
    async ({ page }, url) => {
      await call(url, 'POST', '/api/v2/lead-lists', { name: "It's first" })
      await call(url, 'POST', '/api/v2/lead-lists', {})
      // More than a page of others, so that it shows none of the first two.
      for (let number = 0; number < 51; number += 1) await call(url, 'GET', '/api/v2/lead-lists?limit=1')
      const calls = page.locator('.call')
      await calls.filter({ hasText: 'listLeadList' }).first().waitFor()
      await page.getByLabel('Operation').selectOption('createLeadList')
      await calls.filter({ hasText: 'listLeadList' }).waitFor({ state: 'detached' })
      await calls.nth(1).waitFor()
      assert.equal(await calls.count(), 2)
      await page.getByLabel('Answer').selectOption('Success')
      await calls.filter({ hasText: '400' }).waitFor({ state: 'detached' })
      await calls.first().waitFor()
      assert.equal(await calls.count(), 1)
    }
  ],
  [
    'a request is met by its expectation, and repeated by its curl',
    `/__admin#/${WORKSPACE}/requests/1`,
    async ({ page }, url) => {
      const textOf = async (what: string) => {
        await page.getByText(`As ${what}`, { exact: true }).click()
        const use = page.locator('details', { hasText: `As ${what}` })
        return String(await use.locator('pre').textContent())
      }
      const expectation = JSON.parse(await textOf('expectation'))
      assert.equal((await call(url, 'POST', '/__admin/verify', expectation)).body.verified, true)
      const { stdout } = await promisify(execFile)('sh', ['-c', `${await textOf('curl')} --silent`])
      assert.equal(JSON.parse(stdout).name, "It's first")
      assert.equal((await call(url, 'POST', '/__admin/verify', expectation)).status, 409, 'there are two now')
    }
  ],
  [
    'a request that a fault holds up is released',
    `/__admin#/${WORKSPACE}/faults`,
    async ({ page }, url) => {
      await call(url, 'POST', '/__admin/faults', { operation_id: 'listAccount', connection: 'stall' })
      const held = call(url, 'GET', '/api/v2/accounts?limit=1')
      await page.getByText('matched 1 request, fired on 1').waitFor()
      await page.getByRole('button', { name: 'Release' }).click()
      assert.equal((await held).status, 200)
    }
  ]
]
