import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'

/** At a zoom of 2, as of 200 %, half as many of the style's pixels fill the same window. */
export type View = { width: number; scheme: 'light' | 'dark'; zoom?: number }

export type Window = ReturnType<typeof windowOf>

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Offline: no name is looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
]

/** Evaluated in the page: the texts with too little contrast. */
const faintTexts = readFileSync(new URL('contrast.js', import.meta.url), 'utf8')

/** Also evaluated in the page: obstacles to reading or using it. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const mistakes = `axe.run(document, { iframes: false }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`

export type Visit = {
  page: Page
  /** Whether all can be read and used, and nothing went wrong on the way here; takes a picture. */
  isFine: (name: string) => Promise<void>
  takeComplaints: () => string[]
}

/** A browser for the server at `url`; screenshots are kept only if there is a folder for them. */
export async function launch(executablePath: string, url: string, pictures?: string) {
  const browser = await chromium.launch({ executablePath, args: flags })

  const open = ({ width, scheme, zoom = 1 }: View) =>
    browser.newContext({
      viewport: { width: width / zoom, height: 900 / zoom },
      deviceScaleFactor: zoom,
      colorScheme: scheme
    })
  const fileOf = ({ width, scheme, zoom = 1 }: View, name: string) =>
    pictures && join(pictures, `${name}-${width}-${scheme}${zoom === 1 ? '' : `-zoom${zoom}`}.png`)

  /** Opens a path in a window that shares nothing with others, for as long as `use` takes. */
  async function look(path: string, view: View, use: (window: Window) => Promise<void>) {
    const context = await open(view)
    const page = await context.newPage()
    const complaints = complaintsOf(page, url)
    await page.goto(url + path, { waitUntil: 'networkidle' })
    await use(windowOf(page, complaints, (name) => fileOf(view, name)))
    await context.close()
  }

  /** For tests that navigate themselves: a stream keeps the network busy as long as the page is open. */
  async function visit(path: string, view: View, walk: (visit: Visit) => Promise<void>) {
    const context = await open(view)
    const page = await context.newPage()
    const complaints = complaintsOf(page, url)
    const isFine = async (name: string) => {
      const path = fileOf(view, name)
      if (path) await page.screenshot({ path })
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(overflow) <= 0, `the page is ${overflow} px too wide`)
      await page.evaluate(axe)
      assert.deepEqual(await page.evaluate(mistakes), [])
      assert.deepEqual(complaints.splice(0), [])
    }
    await page.goto(url + path)
    await walk({ page, isFine, takeComplaints: () => complaints.splice(0) })
    await context.close()
  }

  return { look, visit, close: () => browser.close() }
}

function windowOf(page: Page, complaints: string[], file: (name: string) => string | undefined) {
  const blockOf = (operationId: string) => page.locator(`.opblock[id$="-${operationId}"]`)

  /** Sends the form of an operation, with the given parameters instead of the prefilled ones. */
  async function execute(operationId: string, parameters: Record<string, string> = {}) {
    const block = blockOf(operationId)
    await block.locator('.opblock-summary-control').click()
    for (const [name, value] of Object.entries(parameters)) {
      await block.locator(`tr[data-param-name="${name}"] input`).fill(value)
    }
    await block.locator('.btn.execute').click()
    const answer = block.locator('.live-responses-table .response').first()
    const status = await answer.locator('.response-col_status').textContent()
    const body = await answer.locator('.highlight-code code').first().textContent()
    return { status: Number.parseInt(String(status), 10), body: JSON.parse(String(body)) }
  }

  const takeComplaints = () => complaints.splice(0)

  /** Whether all can be read, and nothing went wrong on the way here. Takes a picture: of the operation, if given. */
  async function isFine(name: string, operationId?: string): Promise<void> {
    const path = file(name)
    if (path && operationId) await blockOf(operationId).screenshot({ path })
    else if (path) await page.screenshot({ path, fullPage: true })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.ok(Number(overflow) <= 0, `the page is ${overflow} px too wide`)
    assert.deepEqual(await page.evaluate(faintTexts), [])
    assert.deepEqual(takeComplaints(), [])
  }

  return { execute, isFine, takeComplaints }
}

/** The errors while the page is open; grows as they occur. */
function complaintsOf(page: Page, url: string): string[] {
  const complaints: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== url) complaints.push(`asks ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    // Whoever leaves a workspace ends its stream.
    if (!request.url().endsWith('/stream')) complaints.push(`fails: ${request.url()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 400) complaints.push(`${answer.status()} for ${answer.url()}`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    const isToldAlready = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isToldAlready) complaints.push(message.text())
  })
  return complaints
}
