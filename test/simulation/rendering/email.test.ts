import fc from 'fast-check'
import t from 'tap'
import { replyBody, withoutQuotation } from '../../../src/simulation/rendering/quotation.ts'
import { replyTo, subjectOf } from '../../../src/simulation/rendering/subject.ts'
import { textOnly } from '../../../src/simulation/rendering/text-only.ts'

t.test('a blank subject answers the last of the thread', async (t) => {
  t.equal(
    subjectOf('', () => 'A question'),
    'Re: A question'
  )
  t.equal(
    subjectOf(' ', () => 'Re: A question'),
    'Re: A question'
  )
  t.equal(
    subjectOf('Another', () => 'A question'),
    'Another'
  )
  t.equal(
    subjectOf('', () => undefined),
    ''
  )
  t.equal(replyTo('RE: A question'), 'RE: A question')
})

t.test('of an email without formatting only breaks are kept', async (t) => {
  for (const [html, text] of [
    ['Hello <b>Lena</b>,<br/><br/>may I ask?', 'Hello Lena,<br /><br />may I ask?'],
    ['<div>Hello,</div><div><br /></div><div>may I ask?</div>', 'Hello,<br /><br />may I ask?'],
    ['<p class="a">One</p>\n<p>Two</p>', 'One<br />Two'],
    ['<style>p { color: red }</style><!-- no --><p>One</p>', 'One'],
    ['<html><head><title>T</title></head><body>One</body></html>', 'One'],
    ['a &lt; b, 1 < 2 &amp; 3 > 2', 'a &lt; b, 1 < 2 &amp; 3 > 2'],
    ['<a href="https://example.com">Here</a>', 'Here'],
    ['One<!-- not closed <p>Two</p>', 'One'],
    ['', '']
  ] as const) {
    t.equal(textOnly(html), text, html)
  }
})

t.test('odd HTML takes no time', async (t) => {
  for (const piece of ['<!--', '<style>', '<br', '<', '<br> ', '</p', '<a b']) {
    t.type(textOnly(piece.repeat(100_000)), 'string')
  }
})

const original = {
  timestamp: '2026-02-02T15:00:00.000Z',
  from: 'anna@example.com',
  html: 'Hello Lena,<br/><br/>does R&amp;D ask?'
}

// Reported live: the text of a reply quotes the original below. The words around it are a choice.
t.test('a reply quotes the original below', async (t) => {
  t.strictSame(replyBody('Yes,\n1 < 2', original), {
    text: [
      'Yes,',
      '1 < 2',
      '',
      'On Mon, 02 Feb 2026 15:00:00 GMT, anna@example.com wrote:',
      '> Hello Lena,',
      '>',
      '> does R&D ask?'
    ].join('\n'),
    html:
      '<div>Yes,<br />1 &lt; 2</div><br /><div class="gmail_quote">' +
      'On Mon, 02 Feb 2026 15:00:00 GMT, anna@example.com wrote:<br />' +
      '<blockquote>Hello Lena,<br/><br/>does R&amp;D ask?</blockquote></div>'
  })
  t.strictSame(replyBody('Yes'), { text: 'Yes', html: '<div>Yes</div>' })
})

t.test('the text of a reply is found above its quotation', async (t) => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, html) => {
      t.equal(withoutQuotation(replyBody(text, { ...original, html }).text), text)
      t.equal(withoutQuotation(text), text)
    })
  )
  const long = '\n\nOn '.repeat(100_000)
  t.equal(withoutQuotation(long), long)
})
