import { once } from "node:events"
import { rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { describe, expect, it } from "vitest"
import { settings } from "../../src/settings.ts"
import { artefact } from "./artefact.ts"

const { run, path } = artefact()

describe("doctor", () => {
  it("lists every setting as it stands, and shows no secret", async () => {
    const secret = "postgres://planner:hunter2@127.0.0.1:1/school"
    const { code, stdout, stderr } = await run(["doctor"], { env: { DATABASE_URL: secret, MAX_CONNECTIONS: "77" } })
    for (const { name, about } of Object.values(settings))
      expect(stdout.split("\n").find(line => line.startsWith(`  ${name} `))).toContain(about)
    expect(stdout).toMatch(/^ {2}MAX_CONNECTIONS +77 /m)
    expect(stdout).toMatch(/^ {2}DATABASE_URL +\(set\) /m)
    expect(`${stdout}${stderr}`).not.toContain("hunter2")
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "timetable-chat: the database cannot be reached; check DATABASE_URL, and that the server runs\n"
    })
  })

  it("knows what stands in .env", async () => {
    writeFileSync(path(".env"), "MAX_CONNECTIONS=88\nPORT=abc\n")
    const { code, stdout, stderr } = await run(["doctor"])
    rmSync(path(".env"))
    expect(stdout).toMatch(/^ {2}MAX_CONNECTIONS +88 /m)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^timetable-chat: settings: PORT: .+\n$/)
  })

  it("says that a new database has no timetable", async () => {
    const { code, stdout, stderr } = await run(["doctor"])
    expect(stdout).toContain("Database (embedded, in memory://): reached, up to date, 0 timetables\n")
    expect(stderr).toBe("timetable-chat: there is no timetable yet: `start` brings a demo, `import` your own\n")
    expect(code).toBe(1)
  })
})

describe("start refuses", () => {
  const bad = {
    PORT: "abc",
    RATE_BURST: "-1",
    HEARTBEAT_INTERVAL: "often",
    MAX_MESSAGE_BYTES: "64 apples",
    LOG_LEVEL: "loud",
    COMPRESSION: "perhaps",
    AI_PROVIDERS: "local, oracle",
    TRUSTED_PROXIES: "10.0.0.0/33"
  }
  for (const [name, value] of Object.entries(bad)) {
    it(`${name}=${value}, and names the setting`, async () => {
      const { code, stdout, stderr } = await run(["start"], { env: { [name]: value } })
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
      expect(stderr).toMatch(new RegExp(`^timetable-chat: settings: ${name}: .+\n$`))
    })
  }

  it("an address that others reach, while anybody who does may edit", async () => {
    const { code, stdout, stderr } = await run(["start"], { env: { HOST: "0.0.0.0", PORT: "0" } })
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toMatch(/^timetable-chat: HOST is 0\.0\.0\.0, but there is no authentication: .+\n$/)
  })

  it("a server that asks for tokens without a key to check them, or with a key that can be guessed", async () => {
    const keyless = await run(["start"], { env: { AUTH: "jwt", PORT: "0" } })
    expect({ code: keyless.code, stderr: keyless.stderr }).toEqual({
      code: 2,
      stderr: "timetable-chat: settings: AUTH=jwt needs JWT_SECRET or JWKS_URL, one of the two.\n"
    })
    const weak = await run(["start"], { env: { AUTH: "jwt", PORT: "0", JWT_SECRET: "secret" } })
    expect({ code: weak.code, stderr: weak.stderr }).toEqual({
      code: 2,
      stderr: "timetable-chat: settings: JWT_SECRET: at least 32 characters\n"
    })
  })

  it("a port that is in use", async () => {
    const other = createServer()
    other.listen(0, "127.0.0.1")
    await once(other, "listening")
    const address = other.address()
    const port = typeof address === "object" && address !== null ? address.port : expect.fail("no port")
    const { code, stdout, stderr } = await run(["start"], { env: { PORT: String(port) } })
    other.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr).toMatch(new RegExp(`^timetable-chat: cannot listen on 127\\.0\\.0\\.1:${port}: .+\n$`))
  })
})

describe("LOG_LEVEL takes the words that doctor lists", () => {
  for (const level of ["trace", "debug", "info", "warning", "error", "none"]) {
    it(level, async () => {
      const { stderr } = await run(["start"], { env: { LOG_LEVEL: level, HOST: "0.0.0.0" } })
      expect(stderr).toContain("there is no authentication")
    })
  }
})
