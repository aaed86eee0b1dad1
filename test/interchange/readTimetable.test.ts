import { fileURLToPath } from "node:url"
import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { NodeFileSystem } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { readFet } from "../../src/interchange/fet/FetImport.ts"
import { readTimetable } from "../../src/interchange/readTimetable.ts"
import { brookside } from "./brookside.ts"

const path = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))

const info = (size: number): FileSystem.File.Info => ({
  type: "File",
  size: FileSystem.Size(size),
  mtime: Option.none(),
  atime: Option.none(),
  birthtime: Option.none(),
  dev: 0,
  ino: Option.none(),
  mode: 0,
  nlink: Option.none(),
  uid: Option.none(),
  gid: Option.none(),
  rdev: Option.none(),
  blksize: Option.none(),
  blocks: Option.none()
})

/** A disk with one file, whatever its name. */
const holding = (text: string, size = text.length) =>
  FileSystem.layerNoop({
    stat: () => Effect.succeed(info(size)),
    stream: () => Stream.make(new TextEncoder().encode(text))
  })

const refusalOf = (file: string) =>
  readTimetable(file).pipe(
    Effect.flip,
    Effect.map(error => error.message)
  )

describe("a file on the disk", () => {
  it.effect("is read, and named after the institution", () =>
    Effect.gen(function* () {
      const { name, body, report } = yield* readTimetable(path("brookside.fet"))
      expect([name, body.lessons.length, report.format]).toEqual(["Brookside School", 5, "fet"])
      const fet = yield* readFet(path("brookside.fet"))
      expect({ body, report }).toEqual({ body: fet.body, report: fet.report })
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.effect("is named after itself when the institution has no name", () =>
    Effect.gen(function* () {
      const { name } = yield* readTimetable("schools/autumn term.fet")
      expect(name).toBe("autumn term")
    }).pipe(Effect.provide(holding(brookside.replace("Brookside School", " "))))
  )

  it.effect("tells how far it has come", () =>
    Effect.gen(function* () {
      const told: Array<string> = []
      yield* readTimetable(path("old-style.fet"), (phase, fraction) =>
        Effect.sync(() => {
          told.push(`${phase} ${fraction}`)
        })
      )
      expect(told).toEqual(["reading 1", "understanding 0", "understanding 1"])
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )
})

describe("a file that is none is refused in one line", () => {
  it.effect("not there", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf("nowhere/school.fet")).toBe("nowhere/school.fet: there is no such file")
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.effect("a folder", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf(path("."))).toBe(`${path(".")}: this is a folder, not a file`)
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.effect("forbidden", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf("secret.fet")).toBe("secret.fet: the file may not be read by this user")
    }).pipe(
      Effect.provide(
        FileSystem.layerNoop({
          stat: () => new SystemError({ module: "FileSystem", method: "stat", reason: "PermissionDenied" })
        })
      )
    )
  )

  it.effect("of 100 MB, of which not one byte is read", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf("big.fet")).toBe("big.fet: the file is larger than 32 MiB")
    }).pipe(
      Effect.provide(
        FileSystem.layerNoop({
          stat: () => Effect.succeed(info(100_000_000)),
          stream: () => Stream.dieMessage("must not be read")
        })
      )
    )
  )

  it.effect("that grows while it is read", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf("growing.fet")).toBe("growing.fet: the file is larger than 32 MiB")
    }).pipe(Effect.provide(holding(`<fet>${" ".repeat(33 * 1024 * 1024)}`, 10)))
  )

  it.effect.each([
    ["a web page", "\n<html>", "</html>", "a web page"],
    ["some other XML", "\n<constructor>", "</constructor>", "an XML file of <constructor>"]
  ] as const)("%s", ([, start, end, what]) =>
    Effect.gen(function* () {
      expect(yield* refusalOf("x.xml")).toBe(`x.xml, line 2: this is ${what}; only FET and XHSTT files can be read`)
    }).pipe(Effect.provide(holding(start + end)))
  )
})
