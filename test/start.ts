import type { InjectOptions } from 'fastify'
import type { Test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { readFixture } from '../src/workspace/fixture.ts'

type Call = { body?: unknown; key?: string; headers?: Record<string, string>; payload?: string | Buffer }

/** A fresh server with the small fixture (fixtures/small.json), and a client of it. */
export async function start(t: Test, options: Partial<AppOptions> = {}) {
  const fixture = await readFixture('small')
  const app = await buildApp({ initialState: { seed: 1, size: 0, fixture }, ...options })
  t.teardown(() => app.close())

  const call = async (
    method: string,
    url: string,
    { body, key = 'mock_default', headers, payload }: Call = {}
  ) => {
    const request: InjectOptions = {
      url,
      headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers }
    }
    if (payload !== undefined) request.payload = payload
    else if (body !== undefined) request.payload = body as object
    const answer = await app.inject({ ...request, method: method as 'GET' })
    const isJson = answer.body !== '' && String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      text: answer.body,
      headers: answer.headers,
      body: isJson ? answer.json() : undefined
    }
  }
  const get = (url: string, options?: Call) => call('GET', `/api/v2${url}`, options)
  const post = (url: string, body?: unknown, options?: Call) =>
    call('POST', `/api/v2${url}`, { body, ...options })
  const patch = (url: string, body?: unknown, options?: Call) =>
    call('PATCH', `/api/v2${url}`, { body, ...options })
  const remove = (url: string, options?: Call) => call('DELETE', `/api/v2${url}`, options)
  return { app, call, get, post, patch, remove }
}

/** The ids of fixtures/small.json. */
export const small = {
  organization: '00000000-0000-4000-8000-000000000001',
  spring: '11111111-1111-4111-8111-111111111111',
  summer: '22222222-2222-4222-8222-222222222222',
  agencies: '33333333-3333-4333-8333-333333333333',
  bounced: '44444444-4444-4444-8444-444444444444',
  important: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  europe: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  moved: '695b8ba5dddddddddddddddd',
  blocked: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
  visitors: '66666666-6666-4666-8666-666666666666',
  prices: 'ffffffff-ffff-4fff-8fff-ffffffffffff',
  interested: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
  sent: '019b92bf-c500-7000-8000-000000000001',
  received: '019b9349-1940-7000-8000-000000000002',
  thread: '22-neTcxnJA1QabohzU3hVkmOj',
  hook: '019b92bf-c500-7000-8000-000000000007',
  hooked: '019b9349-1940-7000-8000-000000000008',
  carla: '019b9288-d680-7000-8000-00000000000c',
  dario: '019b92f6-b380-7000-8000-00000000000d',
  emil: '019b9349-1940-7000-8000-00000000000e',
  unknown: 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee'
}
