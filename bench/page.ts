// npm run bench:page: the size of the page at /__admin, the time until it is visible, and how it scrolls with much data.
// It needs Debian's Chromium, or the one that CHROMIUM names.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { chromium, type Page } from 'playwright-core'
import { middle } from './table.ts'

const PORT = 4787
const URL = `http://127.0.0.1:${PORT}`
const headers = { Authorization: 'Bearer mock_default', 'Content-Type': 'application/json' }
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
const CALLS = 10_000
const LEADS = 100_000
const ROUNDS = 5

if (!existsSync('dist/page.js')) throw new Error('there is no dist/page.js: npm run build makes it')
if (!existsSync(executablePath)) throw new Error(`there is no ${executablePath}: CHROMIUM names a browser`)

async function serve() {
  const args = ['dist/cli.js', '--port', String(PORT), '--log-level', 'silent', '--workspace-limit', '512']
  const server = spawn(process.execPath, args, { stdio: 'ignore' })
  while (!(await fetch(`${URL}/health`).catch(() => undefined)))
    await new Promise((soon) => setTimeout(soon, 20))
  return { stop: () => new Promise((ended) => server.once('exit', ended) && server.kill()) }
}

async function ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(URL + path, {
    method,
    headers,
    body: body && JSON.stringify(body)
  } as RequestInit)
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return Object(await answer.json())
}

/** From the start of the navigation until content is visible, in milliseconds. */
const PAINT = `new Promise((seen) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') seen(startTime)
}).observe({ type: 'paint', buffered: true }))`

/** Scrolls by wheel and returns the durations of the frames, in milliseconds. */
async function scroll(page: Page): Promise<number[]> {
  await page.evaluate(`window.frames_ = []; (function next(last) {
    requestAnimationFrame((now) => { window.frames_.push(now - last); next(now) })
  })(performance.now())`)
  await page.mouse.move(600, 500)
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 300)
  return (await page.evaluate('window.frames_')) as number[]
}

async function shown(page: Page, name: string): Promise<void> {
  const rows = await page.evaluate(
    "document.querySelectorAll('main tbody tr, main ol li, main ul li').length"
  )
  const frames = (await scroll(page)).slice(1).sort((a, b) => a - b)
  const [usual, longest] = [frames[Math.floor(frames.length / 2)], frames.at(-1)]
  console.log(
    `${name}: ${rows} rows; a frame takes ${usual?.toFixed(0)} ms, the longest ${longest?.toFixed(0)} ms`
  )
}

const files = ['dist/page.js', 'dist/page.css'].map((file) => gzipSync(readFileSync(file)).length / 1024)
console.log(`compressed: ${files.reduce((sum, size) => sum + size).toFixed(0)} KB`)

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const paints: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const server = await serve()
  const page = await browser.newPage()
  await page.goto(`${URL}/__admin`)
  paints.push((await page.evaluate(PAINT)) as number)
  await page.close()
  await server.stop()
}
console.log(`first paint from a server that has just started: ${middle(paints).toFixed(0)} ms`)

const server = await serve()
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
await ask('PATCH', '/__admin/plan', { lead_quota: 2 * LEADS })
const [campaign] = (await ask('GET', '/api/v2/campaigns?limit=1')).items as { id: string }[]
for (let from = 0; from < LEADS; from += 1000) {
  const leads = Array.from({ length: 1000 }, (_, n) => ({
    email: `lead${from + n}@example.com`,
    first_name: 'Ben'
  }))
  await ask('POST', '/api/v2/leads/add', { campaign_id: campaign?.id, leads })
}
for (let call = 0; call < CALLS; call += 10) {
  await Promise.all(Array.from({ length: 10 }, () => ask('GET', `/api/v2/campaigns/${campaign?.id}`)))
}
for (const [name, path] of [
  [`a journal of ${CALLS} calls`, 'requests'],
  [`a table of ${LEADS} leads`, 'data/leads']
] as const) {
  await page.goto(`${URL}/__admin#/default/${path}`)
  await page.reload()
  await page.locator('main h1').first().waitFor()
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' })
  for (let turn = 0; path === 'requests' && turn < 20; turn += 1)
    await page.getByText('Older requests').click()
  await shown(page, name)
}
await browser.close()
await server.stop()
