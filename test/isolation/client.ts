import { deepEqual, equal } from 'node:assert/strict'
import { fileURLToPath } from 'node:url'

type Answer = {
  id?: string
  items?: { label: string }[]
  now?: string
  count?: number
  verified?: boolean
}

const ROUNDS = 3
const seeded = ['Europe', 'Important']

/**
 * What a test file might do with a workspace of its own, asserting at every step that there is nothing in it but what
 * it put there. Answers how many rounds it lived.
 */
export async function liveApart(url: string, name: string): Promise<number> {
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer mock_${name}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body)
    })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }
  const labels = async () => {
    const { items = [] } = (await call('GET', '/api/v2/custom-tags?limit=100')).body
    return items.map(({ label }) => label).sort()
  }
  const create = async (label: string) => (await call('POST', '/api/v2/custom-tags', { label })).body.id

  for (let round = 1; round <= ROUNDS; round++) {
    const own = `${name} in round ${round}`
    deepEqual(await labels(), seeded)
    const id = await create(own)
    deepEqual(await labels(), [...seeded, own].sort())
    await call('PUT', '/__admin/snapshots/here')
    await create('Later')
    await call('DELETE', `/api/v2/custom-tags/${id}`)
    deepEqual(await labels(), [...seeded, 'Later'].sort())
    await call('POST', '/__admin/snapshots/here/restore')
    deepEqual(await labels(), [...seeded, own].sort())

    await call('POST', '/__admin/clock/freeze', { at: `2030-01-0${round}T00:00:00Z` })
    await call('POST', '/__admin/faults', { operation_id: 'getCustomTag', answer: { status: 429 } })
    equal((await call('GET', `/api/v2/custom-tags/${id}`)).status, 429)
    equal((await call('GET', '/__admin/clock')).body.now, `2030-01-0${round}T00:00:00.000Z`)
    const { count } = (await call('POST', '/__admin/journal/count', {})).body
    const verified = await call('POST', '/__admin/verify', {
      calls: [
        { operation_id: 'createCustomTag', exactly: 2 },
        { operation_id: 'createCustomTag', body: { label: own }, exactly: 1 },
        { operation_id: 'getCustomTag', status: 429, exactly: 1 }
      ]
    })
    deepEqual(verified, { status: 200, body: { verified: true } })
    equal(count, 8)
    await call('POST', '/__admin/reset', {})
  }
  return ROUNDS
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , url = '', name = ''] = process.argv
  console.log(`${await liveApart(url, name)} rounds`)
}
