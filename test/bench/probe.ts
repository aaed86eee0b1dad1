/** Loaded into a server's process before the server itself: says what the process uses, and ends it with its parent. */

process.on("message", question => {
  // Twice: the first collection lets go of what finalizers still hold.
  if (question === "memory") for (let i = 0; i < 2; i++) globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.send?.({ rss, heap: heapUsed + external, cpuMicros: user + system })
})
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"))
process.channel?.unref()
