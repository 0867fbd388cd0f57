import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { listOperations } from '../../src/commands/operations.ts'
import { run } from '../run.ts'

/** The operations in openapi.yaml: the implemented ones. */
const { paths } = parse(readFileSync('openapi.yaml', 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string; tags: string[] }>>
}
const documented = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, tags }]) => ({
    method: method.toUpperCase(),
    path,
    operation_id: operationId,
    tag: tags[0],
    built: true
  }))
)
const byId = (a: { operation_id: string }, b: { operation_id: string }) =>
  a.operation_id < b.operation_id ? -1 : 1

t.test('operations lists what is implemented, in agreement with the published document', async (t) => {
  const rows = JSON.parse(await listOperations(undefined, { json: true }))
  t.strictSame(rows.sort(byId), documented.sort(byId))
})

t.test('operations --all lists the whole contract and marks the operations that answer 501', async (t) => {
  const all = (await listOperations(undefined, { all: true })).split('\n')
  t.equal(all.length, 240)
  t.equal(all.filter((line) => line.endsWith(' (501)')).length, 240 - documented.length)
  t.ok(all.some((line) => /^GET {5}\/api\/v2\/audit-logs +listAuditLog +AuditLog \(501\)$/.test(line)))
})

t.test('operations with a text lists those that have it, in any case', async (t) => {
  const find = async (text: string) =>
    (await listOperations(text)).split('\n').map((line) => line.split(/ +/)[2])
  t.strictSame(await find('customtagmapping'), ['listCustomTagMapping'])
  t.strictSame(await find('POST /api/v2/campaigns/{id}/a'), ['activateCampaign'])
  t.strictSame(await find('lead-labels/{id}'), ['getLeadLabel', 'patchLeadLabel', 'deleteLeadLabel'])
  await t.rejects(find('true'), { message: 'there is no operation with true' })
})

t.test('operations says when nothing is found, and ends with 2', async (t) => {
  t.match(await run(t, ['operations', 'audit-logs']).closed, {
    code: 2,
    out: '',
    err: 'instantly-mock: no operation with audit-logs is implemented; --all lists those that answer 501, too\n'
  })
  t.match(await run(t, ['operations', 'audit-logs', '--all', '--json']).closed, {
    code: 0,
    out: /"operation_id": "listAuditLog"/,
    err: ''
  })
})
