import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { daysFromNow } from '../world/clock.ts'
import { certifyAuthority, newKey, pemOf } from './certificate.ts'

export type Authority = {
  key: KeyObject
  /** The PEM that clients must trust. */
  certificate: string
  /** The certificate's file, if it has one. */
  path?: string
}

const CERTIFICATE = 'ca.pem'
const KEY = 'ca-key.pem'

/**
 * The authority that clients trust, created once.
 * @param folder where it is kept; in memory by default
 * @throws Error naming the file that cannot be used
 */
export async function openAuthority(folder?: string): Promise<Authority> {
  if (folder === undefined) return makeAuthority(newKey())
  const path = resolve(folder, CERTIFICATE)
  const keyPath = join(folder, KEY)
  const [certificate, keyText] = await Promise.all([readIfThere(path), readIfThere(keyPath)])
  if (certificate !== undefined && keyText === undefined) throw unusable(path, `has no ${KEY} beside it`)

  const key = keyText === undefined ? newKey() : readKey(keyText, keyPath)
  if (keyText === undefined) await write(keyPath, pemOf(key), 0o600)
  if (certificate !== undefined) {
    checkCertificate(certificate, key, path)
    return { key, certificate, path }
  }
  // Clients that trust a lost certificate of this key still trust the new one.
  const made = await makeAuthority(key)
  await write(path, made.certificate, 0o644)
  return { ...made, path }
}

const makeAuthority = async (key: KeyObject) => ({ key, certificate: await certifyAuthority(key) })

function readKey(text: string, path: string): KeyObject {
  const key = attempt(() => createPrivateKey(text))
  if (key?.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  throw unusable(path, 'is not a private key of the curve P-256')
}

function checkCertificate(text: string, key: KeyObject, path: string): void {
  const certificate = attempt(() => new X509Certificate(text))
  if (!certificate?.ca) throw unusable(path, 'is not the certificate of an authority')
  if (!certificate.checkPrivateKey(key)) throw unusable(path, `is not the certificate of ${KEY}`)
  if (Date.parse(certificate.validTo) > daysFromNow(0).getTime()) return
  throw unusable(path, `expired on ${certificate.validTo}`)
}

const unusable = (path: string, why: string) =>
  new Error(`${path} ${why}, delete ${CERTIFICATE} and ${KEY} to generate new ones`)

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new Error(`${path} cannot be read: ${message}`)
  }
}

/** Written in one step: nobody sees a partial file or another mode. */
async function write(path: string, text: string, mode: number): Promise<void> {
  await rm(`${path}.new`, { force: true })
  await writeFile(`${path}.new`, text, { mode, flag: 'wx' })
  await rename(`${path}.new`, path)
}
