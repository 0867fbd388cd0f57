import { text } from 'node:stream/consumers'
import t from 'tap'
import Reporter from './reporter.ts'

/** What is printed of a run; the last line without its time. */
async function printed(tap: string): Promise<string> {
  const reporter = new Reporter()
  reporter.end(tap)
  return (await text(reporter)).replace(/, in [\d.]+ s\n$/, '\n')
}

t.test(
  'it prints a line per file, failures with their place, and the counts that .ci/run reads',
  async (t) => {
    const tap = `TAP version 14
1..3
# Subtest: test/a.test.ts
    # Subtest: adds
        ok 1 - one
        not ok 2 - two
          ---
          diff: |
            -2
            +3
          at:
            fileName: test/a.test.ts
            lineNumber: 7
            columnNumber: 5
          stack: somewhere
          ...
        1..2
    not ok 1 - adds # time=4ms
    # Subtest: waits
        1..0
    ok 2 - waits # SKIP no network
    1..2
not ok 1 - test/a.test.ts # time=1240ms

# Subtest: test/b.test.ts
    ok 1 - three
    1..1
ok 2 - test/b.test.ts # time=300ms

# Subtest: test/c.test.ts
    1..0
not ok 3 - test/c.test.ts # time=20ms
  ---
  exitCode: 1
  command: node
  ...
`
    t.equal(
      await printed(tap),
      `FAIL  test/a.test.ts  1 passed, 1 failed  1.2 s  skipped: no network
ok    test/b.test.ts  1 passed  0.3 s
FAIL  test/c.test.ts  0 passed, 1 failed  0.0 s

FAIL  test/a.test.ts › adds › two
      at: test/a.test.ts:7:5
      diff: |
        -2
        +3

FAIL  test/c.test.ts
      exitCode: 1

2 passed, 2 failed, 1 skipped
`
    )
  }
)

t.test('an aborted run says why', async (t) => {
  t.match(
    await printed('TAP version 14\nBail out! no room\n'),
    /FAIL {2}Bail out!\n {6}no room\n\n0 passed, 1 failed/
  )
})
