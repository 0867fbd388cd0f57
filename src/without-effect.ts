import type { Command } from 'commander'

/** The flag or variable that a setting came from, if any. */
export function sourceOf(program: Command, key: string): string | undefined {
  const setting = program.options.find((known) => known.attributeName() === key)
  const source = program.getOptionValueSource(key)
  if (source === 'env') return setting?.envVar
  return source === 'cli' ? setting?.long : undefined
}

/** Warnings about settings without effect. */
export function withoutEffect(
  program: Command,
  { fixture, tls, admin }: { fixture?: string; tls: boolean; admin: boolean }
): string[] {
  const rows: [condition: boolean, key: string, why: string][] = [
    [fixture !== undefined, 'seed', 'grows no data with --fixture: only new ids follow from it'],
    [fixture !== undefined, 'seedSize', 'has no effect with --fixture'],
    [fixture === undefined, 'watch', 'has no effect without --fixture'],
    [!tls, 'tlsPort', 'has no effect without --tls'],
    [!tls, 'tlsNames', 'has no effect without --tls'],
    [sourceOf(program, 'logLevel') !== undefined, 'verbose', 'has no effect with --log-level'],
    [!admin, 'adminKey', 'has no effect with --no-admin']
  ]
  return rows.flatMap(([applies, key, why]) => {
    const source = applies && sourceOf(program, key)
    return source ? [`${source} ${why}`] : []
  })
}
