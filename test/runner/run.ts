// npm test: tap, with as many files side by side as there are cores. What is given on the command line goes to tap.
import { availableParallelism } from 'node:os'

process.argv.splice(2, 0, `--jobs=${availableParallelism()}`)
await import('@tapjs/run')
