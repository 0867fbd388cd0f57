// Loaded before the program (--expose-gc --import): tells its parent, on each message, what memory is in use once the
// garbage is collected, in MiB.
process.on('message', () => {
  for (let times = 0; times < 3; times += 1)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20, external: external / 2 ** 20 })
})
process.channel?.unref()
