// What `npm test` prints: a line a file, then what failed, then the counts, which .ci/run repeats.
import { Transform, type TransformCallback } from 'node:stream'
import { Parser, type Result } from 'tap-parser'
import { stringify } from 'yaml'

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** What a failed assertion says of itself, without what repeats its place or tells how tap started the file. */
const REPEATED = ['source', 'stack', 'stdio', 'cwd', 'externalID', 'command', 'args', 'jobId', 'compare']

function details({ diag }: Result): string {
  const { at, ...said } = Object(diag)
  const place = at?.fileName ? { at: `${at.fileName}:${at.lineNumber}:${at.columnNumber}` } : {}
  const kept = Object.entries(said).filter(([name]) => !REPEATED.includes(name))
  if (!kept.length && !place.at) return ''
  return stringify({ ...place, ...Object.fromEntries(kept) }, { lineWidth: 0 }).replace(/^(?=.)/gm, '      ')
}

export default class Reporter extends Transform {
  readonly #parser = new Parser()
  readonly #begin = performance.now()
  readonly #failures = new Map<string, string>()
  readonly #reasons = new Set<string>()
  #passed = 0
  #skipped = 0
  #fileBegin = { passed: 0, failed: 0 }

  constructor() {
    super()
    this.#parser.on('child', (file: Parser) => this.#follow(file, file.name))
    this.#parser.on('assert', (result: Result) => this.#endFile(result))
    this.#parser.on('bailout', (reason: string) => this.#failures.set('Bail out!', `      ${reason}\n`))
  }

  #follow(test: Parser, place: string) {
    test.on('child', (inner: Parser) => this.#follow(inner, `${place} › ${inner.name}`))
    test.on('assert', (result: Result) => this.#count(result, `${place} › ${result.name}`))
  }

  #count(result: Result, place: string) {
    if (result.skip || result.todo) {
      this.#skipped += 1
      this.#reasons.add(String(result.skip || result.todo))
    } else if (!result.ok) this.#fail(result, place)
    else if (!result.closingTestPoint) this.#passed += 1
  }

  /** The line that closes a test fails with it: it counts only where nothing within says why. */
  #fail(result: Result, place: string) {
    const isSaid = [...this.#failures.keys()].some((failed) => failed.startsWith(`${place} › `))
    if (isSaid) return
    const again = [...this.#failures.keys()].filter((failed) => failed.startsWith(place)).length
    this.#failures.set(again ? `${place} (${again + 1})` : place, details(result))
  }

  #endFile(result: Result) {
    if (!result.ok) this.#fail(result, result.name)
    const before = this.#fileBegin
    const now = { passed: this.#passed, failed: this.#failures.size }
    this.#fileBegin = now
    const skips = result.skip ? [String(result.skip)] : [...this.#reasons]
    this.#reasons.clear()
    const failed = now.failed - before.failed
    const said = [
      result.ok ? 'ok  ' : 'FAIL',
      result.name,
      `${now.passed - before.passed} passed${failed ? `, ${failed} failed` : ''}`,
      `${((result.time ?? 0) / 1000).toFixed(1)} s`,
      skips.length ? `skipped: ${skips.join('; ')}` : ''
    ]
    this.push(`${said.join('  ').trimEnd()}\n`)
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback) {
    this.#parser.write(chunk.toString())
    done()
  }

  override _flush(done: TransformCallback) {
    this.#parser.end()
    for (const [place, said] of this.#failures) this.push(`\nFAIL  ${place}\n${said}`)
    const skipped = this.#skipped ? `, ${this.#skipped} skipped` : ''
    this.push(
      `\n${this.#passed} passed, ${this.#failures.size} failed${skipped}, in ${seconds(this.#begin)}\n`
    )
    done()
  }
}
