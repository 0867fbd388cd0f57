// Opens the pages in a real browser, as people do: `npm run test:browser`.
// CHROMIUM may name the browser; SCREENSHOTS a folder to keep pictures in.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createInstantlyMock } from '../../src/index.ts'
import { launch, type View, type Window } from './browser.ts'
import { checkLocked } from './locked.ts'
import { actions, fill, looks, reach } from './page.ts'
import { requestActions } from './requests.ts'
import { worldActions } from './world.ts'

const executable = process.env.CHROMIUM || '/usr/bin/chromium'
const unknownId = 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee'
const views: View[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 1280, scheme: 'light', zoom: 2 }
]
let passed = 0

async function checkHome(home: Window): Promise<void> {
  await check('/ loads without a complaint and can be read', () => home.isFine('home'))
}

async function checkDocs(docs: Window): Promise<void> {
  await check('/docs/ loads without a complaint and can be read', () => docs.isFine('docs'))
  await check('campaigns are listed with the key that is filled in', async () => {
    const { status, body } = await docs.execute('listCampaign')
    assert.equal(status, 200)
    assert.equal(body.items.length, 10)
    await docs.isFine('docs-list', 'listCampaign')
  })
  await check('a refusal is shown with its body', async () => {
    const { status, body } = await docs.execute('getCampaign', { id: unknownId })
    assert.equal(status, 404)
    assert.deepEqual(body, { statusCode: 404, error: 'Not Found', message: 'Resource not found' })
    assert.match(docs.takeComplaints().join('\n'), new RegExp(`^404 for .*/${unknownId}$`))
    await docs.isFine('docs-refusal', 'getCampaign')
  })
}

async function checkControl(control: Window): Promise<void> {
  await check('/__admin/docs loads without a complaint and can be read', () => control.isFine('control'))
  await check('the clock is read with the key that is filled in', async () => {
    const { status, body } = await control.execute('readClock')
    assert.equal(status, 200)
    assert.equal(body.frozen, false)
    await control.isFine('control-clock', 'readClock')
  })
  await check('an expectation is verified as the form is filled in', async () => {
    const { status, body } = await control.execute('verify')
    assert.equal(status, 200)
    assert.deepEqual(body, { verified: true })
    await control.isFine('control-verify', 'verify')
  })
}

/** Reports one check and continues after a failure. */
async function check(what: string, how: () => Promise<void>): Promise<void> {
  try {
    await how()
    passed += 1
    console.log(`  ok  ${what}`)
  } catch (error) {
    process.exitCode = 1
    console.log(`  failed  ${what}`)
    console.error(error)
  }
}

async function test(): Promise<void> {
  const mock = await createInstantlyMock()
  await fill(mock.url)
  const browser = await launch(executable, mock.url, process.env.SCREENSHOTS)
  for (const view of views) {
    console.log(`at ${view.width} px, ${view.scheme}, ${100 * (view.zoom ?? 1)} %`)
    await browser.look('/', view, checkHome)
    await browser.look('/docs/', view, checkDocs)
    await browser.look('/__admin/docs', view, checkControl)
    await check('each view of the page can be read and used', () => looks(browser, view))
    await check('each view and the clock are reached by the mouse', () => reach(browser, view))
  }
  console.log('on the page, by hand')
  for (const [what, path, how] of [...requestActions, ...worldActions, ...actions]) {
    await check(what, () =>
      browser.visit(path, { width: 1280, scheme: 'light' }, (visit) => how(visit, mock.url))
    )
  }
  await browser.close()
  await mock.close()
  await check('a locked server asks for its key', () => checkLocked(executable, process.env.SCREENSHOTS))
  console.log(`browser: ${process.exitCode ? 'failed, ' : ''}${passed} checks passed`)
}

if (existsSync(executable)) await test()
else console.log(`browser: skipped, there is no ${executable}; CHROMIUM may name another`)
