import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { settings } from "../src/AppConfig.ts"
import { commands } from "../src/chat/commands.ts"
import { rules } from "../src/constraints/rules.ts"
import { closeCodes } from "../src/protocol/CloseCode.ts"

const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8")

describe("the README tells a newcomer", () => {
  it("every setting, with its default", () => {
    const rows = readme.split("\n").filter(line => line.startsWith("| `"))
    const missing = Object.values(settings).filter(
      ({ name, fallback }) => !rows.some(row => row.includes(`\`${name}\``) && row.includes(fallback ?? ""))
    )
    expect(missing.map(({ name }) => name)).toEqual([])
  })

  it("every kind of conflict", () => {
    expect(rules.map(rule => rule.kind).filter(kind => !readme.includes(`\`${kind}\``))).toEqual([])
  })

  it("every command with all its parameters", () => {
    const missing = commands.flatMap(({ wire }) => {
      const row = readme.split("\n").find(line => line.startsWith(`| \`${wire.name} `)) ?? ""
      return wire.parameters.filter(({ name }) => !row.includes(name)).map(({ name }) => `${wire.name} ${name}`)
    })
    expect(missing).toEqual([])
  })

  it("what to do after each close code that this server uses today", () => {
    const later = ["normal", "goingAway", "protocol", "overloaded"]
    const used = Object.entries(closeCodes).filter(([name]) => !later.includes(name))
    expect(used.filter(([, { code }]) => !readme.includes(String(code))).map(([name]) => name)).toEqual([])
  })
})
