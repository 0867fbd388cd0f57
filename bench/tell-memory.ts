// Loaded before the program (--expose-gc --import): answers each message of its parent with the memory in use after a
// garbage collection, in MiB.
process.on('message', () => {
  for (let times = 0; times < 3; times += 1)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20, external: external / 2 ** 20 })
})
process.channel?.unref()
