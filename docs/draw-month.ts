// node docs/draw-month.ts: draws docs/month.svg anew.
import { writeFile } from 'node:fs/promises'
import { draw, FILE, timeline } from './month.ts'

await writeFile(FILE, draw(await timeline()))
