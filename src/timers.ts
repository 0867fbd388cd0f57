// The timers as they are before a test fakes them. build.ts has all that is bundled take these.
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
