import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { run } from '../run.ts'

// Each test starts processes: on a busy machine all of them take longer than the 30 seconds that tap gives a file.
t.setTimeout(300_000)

/** The clients that README.md and the greeting advise: how each asks for the address in its first argument. */
const clients = [
  {
    name: 'Node.js',
    variable: 'NODE_EXTRA_CA_CERTS',
    command: [process.execPath, '--input-type=module', '--eval'],
    script: 'console.log(await (await fetch(process.argv[1])).text())'
  },
  {
    name: 'curl',
    variable: 'CURL_CA_BUNDLE',
    command: ['curl', '--silent', '--show-error', '--write-out', '\\n']
  },
  {
    name: 'urllib of Python, as strict as it is from 3.13 on',
    variable: 'SSL_CERT_FILE',
    command: ['python3', '-c'],
    script: `
import ssl, sys, urllib.request
context = ssl.create_default_context()
context.verify_flags |= ssl.VERIFY_X509_STRICT
print(urllib.request.urlopen(sys.argv[1], context=context).read().decode())`
  },
  {
    name: 'httpx',
    module: 'httpx',
    variable: 'SSL_CERT_FILE',
    command: ['python3', '-c'],
    script: 'import httpx, sys; print(httpx.get(sys.argv[1]).text)'
  },
  {
    name: 'aiohttp',
    module: 'aiohttp',
    variable: 'SSL_CERT_FILE',
    command: ['python3', '-c'],
    script: `
import aiohttp, asyncio, sys
async def ask():
    async with aiohttp.ClientSession() as session, session.get(sys.argv[1]) as answer:
        print(await answer.text())
asyncio.run(ask())`
  },
  {
    name: 'requests',
    module: 'requests',
    variable: 'REQUESTS_CA_BUNDLE',
    command: ['python3', '-c'],
    script: 'import requests, sys; print(requests.get(sys.argv[1]).text)'
  }
]

/** Clients must not find the settings of this machine. */
const unset = Object.fromEntries(
  ['NODE_EXTRA_CA_CERTS', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE'].map(
    (name) => [name, '']
  )
)

const runs = (program = '', ...flags: string[]) => spawnSync(program, flags).status === 0
const answer = { code: 0, out: /^\{"status":"ok"\}\s*$/ }
const distrust = /certificat|PKIX/i

t.test('every client that is advised trusts the certificate by the setting that is advised', async (t) => {
  const server = run(t, [
    '--port',
    '0',
    '--tls',
    '--tls-port',
    '0',
    '--fixture',
    'empty',
    '--data',
    t.testdir()
  ])
  const [, url = '', ca = ''] = await server.prints(/"https":"([^"]+)","ca":\["([^"]+)"/)
  const health = `${url}/health`

  for (const { name, module, variable, command, script } of clients) {
    const [program = ''] = command
    const isHere = module === undefined ? runs(program, '--version') : runs(program, '-c', `import ${module}`)
    await t.test(name, { skip: !isHere && `no ${module ?? program} here` }, async (t) => {
      const ask = (env: object) =>
        run(t, [...(script ? [script] : []), health], { ...unset, ...env }, command)
      t.match(await ask({ [variable]: ca }).closed, answer)
      const { code, err } = await ask({}).closed
      t.not(code, 0, 'not without')
      t.match(err, distrust)
    })
  }

  const noJava = !(runs('java', '-version') && runs('keytool', '-help')) && 'no java or no keytool here'
  await t.test('Java', { skip: noJava }, async (t) => {
    const folder = t.testdir()
    const [program, store] = [join(folder, 'Ask.java'), join(folder, 'truststore')]
    writeFileSync(program, askInJava)
    const flags = ['-importcert', '-noprompt', '-alias', 'instantly-mock', '-file', ca, '-keystore', store]
    await promisify(execFile)('keytool', [...flags, '-storepass', 'changeit'])
    const ask = (...options: string[]) => run(t, [...options, program, health], {}, ['java']).closed
    const password = '-Djavax.net.ssl.trustStorePassword=changeit'
    t.match(await ask(`-Djavax.net.ssl.trustStore=${store}`, password), answer)
    t.match(await ask(), { code: 1, err: distrust }, 'not without')
  })
})

const askInJava = `
import java.net.URI;
import java.net.http.*;

class Ask {
  public static void main(String[] args) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(args[0])).build();
    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
`
