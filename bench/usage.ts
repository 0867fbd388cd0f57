import { readFileSync } from 'node:fs'

/** Resident memory of a process in MiB. */
export function resident(pid: number): number {
  const [, kB = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) / 1024
}

/** The user CPU time of a process so far, in milliseconds: Linux counts it in hundredths of a second. */
export function userCpu(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  return Number(fields.split(' ')[11]) * 10
}
