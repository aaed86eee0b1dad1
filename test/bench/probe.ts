import { readFileSync } from "node:fs"
import { monitorEventLoopDelay } from "node:perf_hooks"

/** Loaded into a server's process before the server itself: says what the process uses, and ends it with its parent. */

const tickMillis = 2

/** Milliseconds that the main thread has computed. Where the system does not say, as long as it has run. */
const computed = (): number => {
  try {
    const [nanos] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "latin1").split(" ")
    return Number(nanos) / 1e6
  } catch {
    return performance.now()
  }
}

const longest = { wall: 0, busy: 0 }
const delay = monitorEventLoopDelay({ resolution: tickMillis })
let watching: NodeJS.Timeout | undefined

/** Looks often how late it is, and how much of that it has computed: the rest others are to blame for. */
const watchBlocks = (): void => {
  delay.enable()
  let at = performance.now()
  let computedBefore = computed()
  watching = setInterval(() => {
    const now = performance.now()
    const computedNow = computed()
    longest.wall = Math.max(longest.wall, now - at - tickMillis)
    longest.busy = Math.max(longest.busy, computedNow - computedBefore)
    at = now
    computedBefore = computedNow
  }, tickMillis)
  watching.unref()
}

const block = (): object => {
  if (watching === undefined) watchBlocks()
  const seen = { ...longest, delay: Math.max(0, delay.max / 1e6 - tickMillis) }
  Object.assign(longest, { wall: 0, busy: 0 })
  delay.reset()
  return seen
}

const usage = (question: unknown): object => {
  // Twice: the first collection lets go of what finalizers still hold.
  if (question === "memory") for (let i = 0; i < 2; i++) globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rss, heap: heapUsed + external, cpuMicros: user + system }
}

process.on("message", question => {
  process.send?.(question === "block" ? block() : usage(question))
})
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"))
process.channel?.unref()
