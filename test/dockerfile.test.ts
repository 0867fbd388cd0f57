import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'

t.test('everything that the Dockerfile copies exists and is not ignored', async (t) => {
  const given = readFileSync('.dockerignore', 'utf8').matchAll(/^!(.+)$/gm)
  const allowed = new Set([...given].map(([, name]) => name))
  const copies = readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(.+) \S+$/gm)
  const names = [...copies].flatMap(([, sources = '']) => sources.split(' '))
  t.ok(names.length > 3)
  for (const name of names) {
    t.ok(existsSync(name), name)
    t.ok(allowed.has(name), `${name} is in .dockerignore`)
  }
})
