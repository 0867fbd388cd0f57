import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'

t.test('closing waits for no connection on which nothing, or not all, was asked', async (t) => {
  const mock = await createInstantlyMock({ fixture: 'empty' })
  const { port } = new URL(mock.url)
  const head = 'POST /api/v2/custom-tags HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer mock_default\r\n'
  const sockets = ['', head, `${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{`].map(
    (sent) => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      if (sent) socket.write(sent)
      return socket
    }
  )
  t.teardown(() => sockets.map((socket) => socket.destroy()))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  t.equal((await fetch(`${mock.url}/health`)).status, 200)
  const ended = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')))
  await mock.close()
  await ended
})
