import t from 'tap'
import { call, serve } from '../machine/process.ts'
import { exchange, pinger } from './connection.ts'
import { mutate, random } from './mutate.ts'
import { validRequests } from './requests.ts'

const requests = Number(process.env.FUZZ_REQUESTS ?? 20_000)
const seed = Number(process.env.FUZZ_SEED ?? 20_260_115)
const LANES = 6
const BATCH = 10
/** So often, each lane puts the workspace back, so that lists and the journal stay short. */
const RESET_EVERY = 50

t.setTimeout(60_000 + requests * 5)

t.test(
  `${requests} requests that are not what they should be are answered, or their connection ends`,
  async (t) => {
    const { child, url, port, printed } = await serve(t, ['--fixture', 'small', '--log-level', 'error'])
    const valid = await validRequests(url)
    const nth = (number: number) => {
      const chance = random(seed + number)
      return mutate(chance.of(valid), chance)
    }
    const statuses = new Map<number, number>()
    const failures: string[] = []
    let next = 0
    const unanswered: string[] = []
    let connections = 0

    /**
     * Sends batch after batch. What stands behind a request that ended its connection goes again, and where the end
     * took all answers with it, the first goes alone.
     */
    const lane = async () => {
      const through = pinger(port)
      let waiting: Buffer[] = []
      let alone = false
      for (let turn = 0; ; turn += 1) {
        while (waiting.length < BATCH && next < requests) waiting.push(nth(next++))
        if (!waiting.length) break
        const batch = alone ? waiting.slice(0, 1) : waiting
        if (turn % RESET_EVERY === 0) await call(`${url}/__admin/reset`, 'mock_fuzz', 'POST')
        const text = await exchange(port, batch, through)
        const answers = [...text.matchAll(/HTTP\/1\.1 ([2-5]\d\d) /g)]
        for (const [index, { 1: code, index: place }] of answers.entries()) {
          const status = Number(code)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
          if (status < 500 || status === 501) continue
          const sent = batch[index]?.toString('latin1', 0, 3000)
          failures.push(`${text.slice(place, place + 600)}\n\nprobably to this request:\n${sent}`)
        }
        connections += 1
        if (!answers.length && alone) unanswered.push(String(batch[0]?.toString('latin1', 0, 300)))
        // Behind the last of the batch, the goodbye is answered, too.
        waiting = waiting.slice(Math.max(Math.min(answers.length, batch.length), alone ? 1 : 0))
        alone = !answers.length && !alone
      }
      through.close()
    }

    const begin = performance.now()
    const gone = new Promise<never>((_resolve, reject) => {
      child.once('close', (code, signal) => reject(new Error(`ended with ${code ?? signal}: ${printed.err}`)))
    })
    gone.catch(() => {})
    await Promise.race([gone, Promise.all(Array.from({ length: LANES }, lane))])

    const seconds = (performance.now() - begin) / 1000
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
    t.comment(
      `${requests} requests with seed ${seed} in ${seconds.toFixed(1)} s over ${connections} connections`
    )
    t.comment(`answers: ${counts.join(', ')}; ${unanswered.length} ended their connection without one`)

    t.equal(failures.length, 0, failures[0] ?? 'no 5xx but 501')
    // Node.js itself closes on a CONNECT; everything else gets an answer.
    t.strictSame(
      unanswered.filter((sent) => !sent.startsWith('CONNECT ')),
      []
    )
    const logged = printed.out
      .split('\n')
      .filter((line) => line.startsWith('{') && !line.includes('"listening"'))
    t.strictSame(logged.slice(0, 3), [], 'no error is logged')
    t.equal(printed.err, '')
    t.ok(statuses.size > 5, 'the requests reach many parts of the server')
    t.equal((await call(`${url}/api/v2/campaigns`, 'mock_after')).status, 200, 'others are served as before')
    t.equal((await call(`${url}/api/v2/custom-tags`, 'mock_after', 'POST', { label: 'After' })).status, 200)
  }
)
