import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { migrations } from "../src/schedule/Migrations.ts"

const root = resolve(import.meta.dirname, "..")
const src = join(root, "src")

/** Which rooms a room may use, besides itself. The composition root and the entry point may use all. */
const mayUse: Readonly<Record<string, ReadonlyArray<string>>> = {
  timetable: [],
  constraints: ["timetable"],
  suggestions: ["timetable", "constraints"],
  workers: ["timetable", "constraints", "suggestions", "interchange"],
  protocol: ["timetable", "constraints"],
  interchange: ["timetable", "constraints"],
  schedule: ["timetable", "constraints", "suggestions"],
  assistant: ["timetable", "constraints", "suggestions", "protocol", "schedule"],
  chat: ["timetable", "constraints", "suggestions", "interchange", "protocol", "schedule", "assistant"],
  documents: ["protocol"],
  server: [
    "timetable",
    "constraints",
    "suggestions",
    "interchange",
    "protocol",
    "documents",
    "schedule",
    "assistant",
    "chat",
    "AppConfig.ts",
    "settings.ts",
    "version.ts"
  ],
  client: ["protocol"],
  // What the package gives to other programs: names only.
  exports: [
    "timetable",
    "constraints",
    "suggestions",
    "interchange",
    "protocol",
    "schedule",
    "assistant",
    "chat",
    "server",
    "client",
    "App.ts",
    "AppConfig.ts",
    "settings.ts"
  ],
  page: ["protocol", "client"],
  cli: [
    "timetable",
    "constraints",
    "suggestions",
    "workers",
    "protocol",
    "interchange",
    "schedule",
    "assistant",
    "chat",
    "server",
    "App.ts",
    "AppConfig.ts",
    "settings.ts",
    "version.ts"
  ]
}

/** Rooms of thought: no platform, no database, no model, no clock of their own. */
const pureRooms = ["timetable", "constraints", "suggestions", "protocol", "documents"]
const purePackages = ["effect", "fastest-levenshtein"]

interface Import {
  readonly file: string
  readonly room: string
  readonly target: string
}

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name))

const roomOf = (file: string): string => relative(src, file).split(/[/\\]/)[0] ?? ""

const imports: ReadonlyArray<Import> = filesIn(src).flatMap(file =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, target = ""]) => ({
    file: relative(root, file),
    room: roomOf(file),
    target: target.startsWith(".") ? resolve(dirname(file), target) : target
  }))
)

const inside = imports.filter(({ target }) => target.startsWith(src))
const outside = imports.filter(({ target }) => !target.startsWith("/"))

describe("the house", () => {
  it("has imports to check, so that an empty list proves nothing by accident", () => {
    expect(inside.length).toBeGreaterThan(200)
    expect(outside.length).toBeGreaterThan(100)
  })

  it("lets each room use only the rooms below it", () => {
    const wrong = inside
      .filter(({ room }) => room in mayUse)
      .filter(({ room, target }) => roomOf(target) !== room && !mayUse[room]?.includes(roomOf(target)))
      .map(({ file, target }) => `${file} uses ${relative(root, target)}`)
    expect(wrong).toEqual([])
  })

  it("has no room that nobody thought about", () => {
    const rooms = new Set(filesIn(src).map(roomOf))
    const known = [
      ...Object.keys(mayUse),
      "App.ts",
      "AppConfig.ts",
      "Setting.ts",
      "settings.ts",
      "main.ts",
      "version.ts"
    ]
    expect([...rooms].filter(room => !known.includes(room))).toEqual([])
  })

  it("keeps the rooms of thought free of platform, SQL and AI packages", () => {
    const wrong = outside
      .filter(({ room, target }) => pureRooms.includes(room) && !purePackages.includes(target))
      .map(({ file, target }) => `${file} imports ${target}`)
    expect(wrong).toEqual([])
  })

  it("imports files by their name: no index.ts, no missing ending", () => {
    expect(filesIn(src).filter(file => /index\.tsx?$/.test(file))).toEqual([])
    expect(inside.filter(({ target }) => !/\.(tsx?|json)$/.test(target)).map(({ file }) => file)).toEqual([])
  })

  it("registers every migration file, in order", () => {
    const files = readdirSync(join(root, "migrations"))
      .filter(name => name.endsWith(".ts"))
      .map(name => name.replace(/\.ts$/, ""))
      .sort()
    expect(Object.keys(migrations).sort()).toEqual(files)
  })

  it("has no file that two people would have to read at once: none above 300 lines", () => {
    const long = filesIn(src)
      .map(file => ({ file: relative(root, file), lines: readFileSync(file, "utf8").split("\n").length - 1 }))
      .filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })
})
