import { nasty } from './nasty.ts'

/** Chance that can be had again: mulberry32. */
export function random(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const of = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T
  return { below, of, chance: (share: number) => next() < share }
}

export type Random = ReturnType<typeof random>

/** A request before it is bytes; the target is in latin1, as the wire has it. */
export type Request = {
  method: string
  target: string
  headers: [string, string][]
  body: Buffer | undefined
}

/** The bytes of a request, with the length of its body unless a header already has it. */
export function bytesOf({ method, target, headers, body }: Request): Buffer {
  const framed = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))
  const length: [string, string][] = body && !framed ? [['content-length', String(body.length)]] : []
  const lines = [...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`)
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  return body ? Buffer.concat([head, body]) : head
}

/** What is changed; by how often it is here, how often. Most requests stay ones that HTTP allows. */
const kinds = `method path path query query header drop json json json json body chunked bytes length`.split(
  ' '
)

/** The request as bytes after one to three changes of any kind. */
export function mutate(request: Request, { below, of, chance }: Random): Buffer {
  let changed: Request = { ...request, headers: [...request.headers] }
  let framing = (bytes: Buffer) => bytes
  const times = 1 + below(3)
  for (let time = 0; time < times; time += 1) {
    switch (of(kinds)) {
      case 'method':
        changed.method = of(nasty.methods)
        break
      case 'path':
        changed.target = inPath(changed.target)
        break
      case 'query':
        changed.target += `${changed.target.includes('?') ? '&' : '?'}${of(nasty.queries)}`
        break
      case 'header':
        changed.headers.splice(below(changed.headers.length + 1), 0, of(nasty.headers))
        break
      case 'drop':
        changed.headers.splice(below(changed.headers.length), 1)
        break
      case 'json':
        if (changed.body) changed.body = inJson(changed.body)
        break
      case 'body':
        if (changed.body) changed.body = inBytes(changed.body)
        break
      case 'chunked':
        if (changed.body) changed = inChunks(changed)
        break
      case 'length':
        if (chance(0.5)) break
        changed.headers.push([
          'content-length',
          String((changed.body?.length ?? 0) + of([-3, -1, 1, 7, 100]))
        ])
        break
      case 'bytes':
        framing = inBytes
    }
  }
  return framing(bytesOf(changed))

  function inPath(target: string): string {
    const parts = target.split('/')
    const place = 1 + below(parts.length - 1)
    parts.splice(place, below(2), of(nasty.parts))
    return parts.join('/')
  }

  /** One value of the text by another, or one name; the rest stays JSON. */
  function inJson(body: Buffer): Buffer {
    const text = body.toString('latin1')
    const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\{\}|\[\]/g)]
    const value = values[below(values.length)]
    if (!value) return Buffer.from(of(nasty.json))
    const rest = text.slice(value.index + value[0].length)
    return Buffer.from(text.slice(0, value.index) + of(nasty.json) + rest, 'latin1')
  }

  /** Some bytes changed, taken out, doubled or cut off. */
  function inBytes(bytes: Buffer): Buffer {
    const place = below(bytes.length)
    const end = Math.min(bytes.length, place + 1 + below(8))
    const [before, part, after] = [bytes.subarray(0, place), bytes.subarray(place, end), bytes.subarray(end)]
    switch (below(5)) {
      case 0:
        return Buffer.concat([before, Buffer.from([of(nasty.bytes)]), bytes.subarray(place + 1)])
      case 1:
        return Buffer.concat([before, Buffer.from([below(256)]), bytes.subarray(place)])
      case 2:
        return Buffer.concat([before, after])
      case 3:
        return Buffer.concat([before, part, part, part, after])
    }
    return before
  }

  /** The body in chunks, mostly well-formed. */
  function inChunks(from: Request): Request {
    const { body = Buffer.alloc(0) } = from
    const half = below(body.length + 1)
    const chunk = (part: Buffer) =>
      part.length
        ? [
            Buffer.from(`${part.length.toString(16)}${of(['', '', ';x=y', ' '])}\r\n`),
            part,
            Buffer.from('\r\n')
          ]
        : []
    const ends = [
      '0\r\n\r\n',
      '0\r\nx: y\r\n\r\n',
      '0\r\n',
      'g\r\n\r\n',
      'ffffffffffffffffff\r\n',
      '-1\r\n\r\n'
    ]
    const last = chance(0.5) ? '0\r\n\r\n' : of(ends)
    const chunks = [...chunk(body.subarray(0, half)), ...chunk(body.subarray(half)), Buffer.from(last)]
    return {
      ...from,
      headers: [...from.headers, ['transfer-encoding', 'chunked']],
      body: Buffer.concat(chunks)
    }
  }
}
