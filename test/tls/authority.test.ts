import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openAuthority } from '../../src/tls/authority.ts'
import { certifyServer, newKey, pemOf } from '../../src/tls/certificate.ts'

const YEAR = 365 * 86_400_000

t.test('each authority in memory is a different one', async (t) => {
  const [one, two] = [await openAuthority(), await openAuthority()]
  t.equal(one.path, undefined)
  t.not(one.certificate, two.certificate)
  t.ok(new X509Certificate(one.certificate).ca)
})

t.test('an authority in a folder is created once, and only its owner can read the key', async (t) => {
  const folder = t.testdir()
  const first = await openAuthority(folder)
  t.equal(first.path, join(folder, 'ca.pem'))
  t.equal(readFileSync(join(folder, 'ca.pem'), 'utf8'), first.certificate)
  t.strictSame(readdirSync(folder).sort(), ['ca-key.pem', 'ca.pem'])
  t.equal(statSync(join(folder, 'ca-key.pem')).mode & 0o777, 0o600)

  const second = await openAuthority(folder)
  t.equal(second.certificate, first.certificate)
  t.ok(second.key.equals(first.key))
})

t.test('where the certificate is lost, the next one is of the same key', async (t) => {
  const folder = t.testdir()
  const before = await openAuthority(folder)
  rmSync(join(folder, 'ca.pem'))
  const after = await openAuthority(folder)
  t.ok(after.key.equals(before.key))
  t.ok(new X509Certificate(after.certificate).verify(new X509Certificate(before.certificate).publicKey))
})

t.test('unusable files are reported by name and left unchanged', async (t) => {
  const other = await openAuthority()
  const server = await certifyServer(other, ['localhost'])
  const rsa = pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
  const p384 = pemOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)
  for (const [name, content, why] of [
    ['ca.pem', 'damaged', 'is not the certificate of an authority'],
    ['ca.pem', '', 'is not the certificate of an authority'],
    ['ca.pem', server.cert, 'is not the certificate of an authority'],
    ['ca.pem', other.certificate, 'is not the certificate of ca-key.pem'],
    ['ca-key.pem', 'damaged', 'is not a private key of the curve P-256'],
    ['ca-key.pem', '', 'is not a private key of the curve P-256'],
    ['ca-key.pem', rsa, 'is not a private key of the curve P-256'],
    ['ca-key.pem', p384, 'is not a private key of the curve P-256']
  ] as const) {
    const folder = t.testdir()
    await openAuthority(folder)
    const path = join(folder, name)
    writeFileSync(path, content)
    await t.rejects(openAuthority(folder), {
      message: `${path} ${why}, delete ca.pem and ca-key.pem to generate new ones`
    })
    t.equal(readFileSync(path, 'utf8'), content)
  }
})

t.test('a certificate without its key is refused', async (t) => {
  const folder = t.testdir()
  await openAuthority(folder)
  rmSync(join(folder, 'ca-key.pem'))
  await t.rejects(openAuthority(folder), { message: /ca\.pem has no ca-key\.pem beside it/ })
})

t.test('a key of another one is refused', async (t) => {
  const folder = t.testdir()
  await openAuthority(folder)
  writeFileSync(join(folder, 'ca-key.pem'), pemOf(newKey()))
  await t.rejects(openAuthority(folder), { message: /ca\.pem is not the certificate of ca-key\.pem/ })
})

t.test('unreadable files are reported by name', async (t) => {
  const folder = t.testdir()
  mkdirSync(join(folder, 'ca.pem'))
  await t.rejects(openAuthority(folder), { message: /ca\.pem cannot be read: EISDIR/ })
})

t.test('it is good for nine years, and refused when it has expired', async (t) => {
  const folder = t.testdir()
  await openAuthority(folder)
  const { now } = Date
  t.teardown(() => {
    Date.now = now
  })
  Date.now = () => now() + 9 * YEAR
  await openAuthority(folder)
  Date.now = () => now() + 11 * YEAR
  await t.rejects(openAuthority(folder), {
    message: /ca\.pem expired on \w+ .* \d{4} GMT, delete ca\.pem and/
  })
})

t.test(
  "a server's certificate is signed by it, for the names given and no longer than Apple allows",
  async (t) => {
    const authority = await openAuthority()
    const { key, cert } = await certifyServer(authority, [
      'api.instantly.ai',
      '*.example.com',
      '::1',
      '10.1.2.3'
    ])
    const [issuer, server] = [new X509Certificate(authority.certificate), new X509Certificate(cert)]
    t.ok(server.checkIssued(issuer))
    t.ok(server.verify(issuer.publicKey))
    t.ok(server.checkPrivateKey(createPrivateKey(key)))
    t.notOk(server.ca)
    t.strictSame(server.keyUsage, ['1.3.6.1.5.5.7.3.1'])
    t.equal(
      server.subjectAltName,
      'DNS:api.instantly.ai, DNS:*.example.com, IP Address:0:0:0:0:0:0:0:1, IP Address:10.1.2.3'
    )
    const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / 86_400_000
    t.ok(days <= 825)
    t.ok(Date.parse(server.validFrom) < Date.now())
  }
)
