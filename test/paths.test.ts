import t from 'tap'
import { operations } from '../src/contract.ts'
import { operationAt, pathMatches, templateMatches } from '../src/paths.ts'

t.test('* stands for one segment of a path', async (t) => {
  for (const [pattern, path, same] of [
    ['/a/b', '/a/b', true],
    ['/a/*', '/a/b', true],
    ['/*/b', '/a/b', true],
    ['/a/*', '/a', false],
    ['/a/*', '/a/b/c', false],
    ['/a/b*', '/a/bc', false],
    ['/a', '/a/', false]
  ] as const) {
    t.equal(pathMatches(pattern, path), same, `${pattern} ${path}`)
  }
})

t.test('a template stands for paths with anything in its braces', async (t) => {
  t.equal(templateMatches('/a/{id}/b', '/a/1/b'), true)
  t.equal(templateMatches('/a/{id}/b', '/a/{id}/b'), true)
  t.equal(templateMatches('/a/{id}', '/a/1/b'), false)
})

t.test('each operation is found at its own path', async (t) => {
  for (const [method, path, operationId] of operations) t.equal(operationAt(method, path), operationId)
})

t.test('where two could be meant, it is the one that names more of the path', async (t) => {
  t.equal(operationAt('GET', '/api/v2/campaigns/analytics'), 'getCampaignAnalytics')
  t.equal(operationAt('GET', '/api/v2/campaigns/1'), 'getCampaign')
  t.equal(operationAt('GET', '/api/v2/ai-agents/lead-finder/analytics'), 'getLeadFinderAgentById')
})

t.test('a path outside the contract is no operation', async (t) => {
  t.equal(operationAt('PUT', '/api/v2/campaigns'), undefined)
  t.equal(operationAt('GET', '/api/v2/nothing'), undefined)
  t.equal(operationAt('GET', '/api/v1/campaigns'), undefined)
})
