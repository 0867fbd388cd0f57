/** The least and the most of each setting that is a number, on the command line and inside a process. */
export const ranges = {
  port: [0, 65535],
  seed: [0, 2 ** 31],
  seedSize: [0, 100_000],
  workspaceLimit: [1, 512]
} as const
