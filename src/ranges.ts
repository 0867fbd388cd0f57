/** The minimum and maximum of each numeric setting, for the command line and the library. */
export const ranges = {
  port: [0, 65535],
  seed: [0, 2 ** 31],
  seedSize: [0, 100_000],
  workspaceLimit: [1, 512]
} as const
