import { readFile } from "node:fs/promises"

/** Files that a process has open besides its connections. */
const otherFiles = 100

/** null where the system does not say. Node has raised the soft limit to the hard one by now. */
export const openFilesLimit = async (): Promise<number | null> => {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "")
  const limit = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1])
  return Number.isNaN(limit) ? null : limit
}

/** As many of the connections that are wanted as a process may have open. */
export const connectionsAtMost = async (wanted: number): Promise<number> =>
  Math.min(wanted, ((await openFilesLimit()) ?? Number.POSITIVE_INFINITY) - otherFiles)
