import t from 'tap'
import { pageOf } from '../../src/resources/emails/by-hand.ts'
import { threadId } from '../../src/resources/emails/thread.ts'

// Recorded: one lead in two campaigns has one tail; 23 characters of A-Z a-z 0-9 _ -.
t.test('a thread is of one campaign and one lead', async (t) => {
  const one = threadId('019c0a3e-51f2-7a08-b5a1-7f3d3c2b1a00', 'lena@example.com')
  t.match(one, /^01-[\w-]{23}$/)
  const other = threadId('f7cc070d-8dba-4341-b847-f083c358e460', 'lena@example.com')
  t.equal(other.slice(0, 3), 'f7-')
  t.equal(other.slice(3), one.slice(3))
  t.not(threadId('f7', 'mara@example.com'), other)
})

// Recorded, but for the escaping, which is a choice.
t.test('a text sent by hand is set into a page', async (t) => {
  t.equal(
    pageOf('Re: A & B', 'Hello,\n1 < 2'),
    '<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset="UTF-8">\n    <title>Re: A &amp; B</title>\n' +
      '  </head>\n  <body>\n  Hello,\n1 &lt; 2</body>\n</html>'
  )
})
