import { describe, expect, it } from "vitest"
import { isAllowedOrigin, isLoopback } from "../../src/server/Origin.ts"

const asks = (
  origin: string | undefined,
  host: string | undefined,
  listensOn = "127.0.0.1",
  allowed: ReadonlyArray<string> = []
) => isAllowedOrigin({ origin, host, listensOn, allowed })

describe("whether a page may connect", () => {
  it.each([
    ["a program without an origin", undefined, "anything", "127.0.0.1", true],
    ["our own page", "http://localhost:3000", "localhost:3000", "127.0.0.1", true],
    ["our own page over IPv6", "http://[::1]:3000", "[::1]:3000", "::1", true],
    ["the same host on another port", "http://localhost:3001", "localhost:3000", "127.0.0.1", false],
    ["another name of this machine", "http://127.0.0.1:3000", "localhost:3000", "127.0.0.1", false],
    ["a rebound name", "http://evil.example:3000", "evil.example:3000", "127.0.0.1", false],
    ["a name that begins like ours", "http://localhost.evil.example", "localhost.evil.example", "127.0.0.1", false],
    ["our own page on a public name", "https://plan.example.org", "plan.example.org", "0.0.0.0", true],
    ["another page, to a public name", "https://evil.example", "plan.example.org", "0.0.0.0", false],
    ["a file", "file://", "localhost:3000", "127.0.0.1", false],
    ["a page in a sandbox", "null", "localhost:3000", "127.0.0.1", false],
    ["an extension with our name", "chrome-extension://localhost:3000", "localhost:3000", "127.0.0.1", false],
    ["a request without a host", "http://localhost:3000", undefined, "127.0.0.1", false]
  ])("%s", (_who, origin, host, listensOn, may) => {
    expect(asks(origin, host, listensOn)).toBe(may)
  })

  it("a listed origin may, exactly as it is listed", () => {
    const allowed = ["https://plan.example.org"]
    expect(asks("https://plan.example.org", "localhost:3000", "127.0.0.1", allowed)).toBe(true)
    expect(asks("https://plan.example.org:8443", "localhost:3000", "127.0.0.1", allowed)).toBe(false)
    expect(asks("https://plan.example.org.evil.example", "localhost:3000", "127.0.0.1", allowed)).toBe(false)
  })

  it.each([
    ["127.0.0.1", true],
    ["127.8.9.1", true],
    ["localhost", true],
    ["::1", true],
    ["0.0.0.0", false],
    ["192.168.1.5", false],
    ["::", false]
  ])("%s is this machine only: %s", (host, is) => {
    expect(isLoopback(host)).toBe(is)
  })
})
