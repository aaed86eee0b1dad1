import { FileSystem, type Error as PlatformError } from "@effect/platform"
import { Effect, Stream } from "effect"
import { attempt, UnreadableFile } from "./UnreadableFile.ts"
import type { XmlElement } from "./XmlElement.ts"
import { tooLarge, type XmlLimits, XmlTree, xmlLimits } from "./XmlTree.ts"

/** Reads XML from pieces of bytes, cut anywhere. Stops pulling at the first trouble. `file` is only named in errors. */
export const readXml = Effect.fn("Xml.read")(function* (
  file: string,
  pieces: Stream.Stream<Uint8Array, UnreadableFile>,
  limits: XmlLimits = xmlLimits
): Effect.fn.Return<XmlElement, UnreadableFile> {
  const tree = yield* attempt(file, () => new XmlTree(limits))
  yield* Stream.runForEach(pieces, bytes => attempt(file, () => tree.push(bytes)))
  return yield* attempt(file, () => tree.finish())
})

export const readXmlText = (
  file: string,
  text: string,
  limits?: XmlLimits
): Effect.Effect<XmlElement, UnreadableFile> => readXml(file, Stream.make(new TextEncoder().encode(text)), limits)

const whyNot = (file: string) => (error: PlatformError.PlatformError) =>
  new UnreadableFile({
    file,
    line: null,
    reason:
      error._tag === "SystemError" && error.reason === "NotFound"
        ? "there is no such file"
        : error._tag === "SystemError" && error.reason === "PermissionDenied"
          ? "the file may not be read by this user"
          : `the file cannot be read (${error.message})`
  })

/** Reads an XML file piece by piece; its size is checked before the first. `progress` is told 0 … 1 of its bytes. */
export const readXmlFile = Effect.fn("Xml.readFile")(function* (
  path: string,
  progress: (fraction: number) => Effect.Effect<void> = () => Effect.void,
  limits: XmlLimits = xmlLimits
): Effect.fn.Return<XmlElement, UnreadableFile, FileSystem.FileSystem> {
  const files = yield* FileSystem.FileSystem
  const { size, type } = yield* Effect.mapError(files.stat(path), whyNot(path))
  if (type === "Directory")
    return yield* new UnreadableFile({ file: path, line: null, reason: "this is a folder, not a file" })
  if (size > limits.maxBytes)
    return yield* new UnreadableFile({ file: path, line: null, reason: tooLarge(limits.maxBytes) })
  let read = 0
  const pieces = files.stream(path).pipe(
    Stream.mapError(whyNot(path)),
    Stream.tap(bytes => {
      read += bytes.length
      return progress(Math.min(1, read / Math.max(1, Number(size))))
    })
  )
  return yield* readXml(path, pieces, limits)
})
