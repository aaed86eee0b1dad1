import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { commands } from "../src/chat/commands.ts"
import { rules } from "../src/constraints/rules.ts"
import { withSettings } from "../src/documents/settingsTable.ts"
import { closeCodes } from "../src/protocol/CloseCode.ts"
import { settings } from "../src/settings.ts"

const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8")

describe("the README tells a newcomer", () => {
  it("every setting, with its default: npm run docs", () => {
    expect(withSettings(readme, Object.values(settings))).toBe(readme)
    expect(readme).toContain("| `MAX_MESSAGE_BYTES` | `64 KiB` | largest frame a client may send |")
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
