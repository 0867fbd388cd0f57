import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { spawnPlainly } from './plainly.ts'
import { root } from './run.ts'

type Message = { id?: number; method?: string; result?: unknown }

/** What an editor shows where the mouse is over each of the words of a file's text, by TypeScript's language server. */
export async function hover(file: string, text: string, words: string[]): Promise<Record<string, string>> {
  const server = spawnPlainly(join(root, 'node_modules/.bin/tsc'), ['--lsp', '--stdio'], dirname(file))
  const answers = new Map<number, (message: Message) => void>()
  let last = 0
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const ask = (method: string, params: object) =>
    new Promise<Message>((answer) => {
      last += 1
      answers.set(last, answer)
      send({ id: last, method, params })
    })
  let received = Buffer.alloc(0)
  server.stdout.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const end = received.indexOf('\r\n\r\n') + 4
      const length = Number(/Content-Length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1])
      if (end < 4 || received.length < end + length) return
      const message: Message = JSON.parse(received.toString('utf8', end, end + length))
      received = received.subarray(end + length)
      // What it asks of an editor may all be unset.
      if (message.method) message.id !== undefined && send({ id: message.id, result: [null] })
      else answers.get(Number(message.id))?.(message)
    }
  })
  const uri = String(pathToFileURL(file))
  await ask('initialize', { processId: process.pid, rootUri: String(new URL('.', uri)), capabilities: {} })
  send({ method: 'initialized', params: {} })
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'typescript', version: 1, text } }
  })
  const shown: Record<string, string> = {}
  for (const word of words) {
    const before = text.slice(0, text.indexOf(word)).split('\n')
    const position = { line: before.length - 1, character: before.at(-1)?.length }
    const { result } = await ask('textDocument/hover', { textDocument: { uri }, position })
    shown[word] = String(Object(result).contents?.value)
  }
  server.kill()
  return shown
}
