import 'reflect-metadata'
import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator
} from '@peculiar/x509'
import { daysFromNow } from '../world/clock.ts'

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** For clients whose clock is behind ours. */
const ALREADY = -1
const AUTHORITY_DAYS = 3650
/** Apple's systems accept at most 825. */
const SERVER_DAYS = 820

export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

export const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A self-signed certificate of an authority, as PEM. */
export async function certifyAuthority(key: KeyObject): Promise<string> {
  const keys = await keyPair(key)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=instantly-mock CA',
    keys,
    signingAlgorithm: ECDSA,
    notBefore: daysFromNow(ALREADY),
    notAfter: daysFromNow(AUTHORITY_DAYS),
    // Python is strict since 3.13: it refuses certificates without the identifiers, or with the other two not critical.
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(keys.publicKey)
    ]
  })
  return certificate.toString('pem')
}

/** A server certificate for the given names and addresses, and its key, both as PEM. */
export async function certifyServer(authority: { key: KeyObject; certificate: string }, names: string[]) {
  const key = newKey()
  const [{ publicKey }, signer] = await Promise.all([keyPair(key), keyPair(authority.key)])
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=instantly-mock',
    issuer: new X509Certificate(authority.certificate).subjectName,
    publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: ECDSA,
    notBefore: daysFromNow(ALREADY),
    notAfter: daysFromNow(ALREADY + SERVER_DAYS),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const)
      ),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(signer.publicKey)
    ]
  })
  return { key: pemOf(key), cert: certificate.toString('pem') }
}

/** The key in the library's form. */
async function keyPair(key: KeyObject) {
  const { subtle } = webcrypto
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey('pkcs8', pkcs8, ECDSA, false, ['sign']),
    subtle.importKey('spki', spki, ECDSA, true, ['verify'])
  ])
  return { privateKey, publicKey }
}
