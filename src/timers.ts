// The timers before a test fakes them. build.ts makes everything in the bundle use these.
const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate, queueMicrotask } =
  globalThis
const { nextTick } = process

export {
  clearImmediate,
  clearInterval,
  clearTimeout,
  nextTick as 'process.nextTick',
  queueMicrotask,
  setImmediate,
  setInterval,
  setTimeout
}
