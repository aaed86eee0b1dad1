import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { extname, join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { Context, Effect, Layer } from "effect"

/** A file of the built page, ready to be sent. */
export interface PageFile {
  readonly contentType: string
  readonly body: Uint8Array
  readonly gzipped: Uint8Array
  readonly etag: string
  /** Its name changes with its content, so whoever has it need not ask again. */
  readonly isImmutable: boolean
}

/** The built page, in memory: by path, "/" for its document. Empty where no page was built. */
export class PageFiles extends Context.Tag("server/PageFiles")<PageFiles, ReadonlyMap<string, PageFile>>() {}

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json"
}

const compress = promisify(gzip)

const read = async (path: string): Promise<PageFile | null> => {
  const contentType = contentTypes[extname(path)]
  if (contentType === undefined) return null
  const body = await readFile(path)
  return {
    contentType,
    body,
    gzipped: await compress(body),
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    isImmutable: path.includes(`${sep}assets${sep}`)
  }
}

const readAll = async (folder: string): Promise<ReadonlyMap<string, PageFile>> => {
  const files = new Map<string, PageFile>()
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const file = await read(path)
    const url = `/${relative(folder, path).split(sep).join("/")}`
    if (file !== null) files.set(url === "/index.html" ? "/" : url, file)
  }
  return files
}

/** The page in this folder, read once. */
export const layer = (folder: URL): Layer.Layer<PageFiles> =>
  Layer.effect(
    PageFiles,
    Effect.promise(() => readAll(fileURLToPath(folder)))
  )

/** No page: the address shows how to connect. */
export const layerNone: Layer.Layer<PageFiles> = Layer.succeed(PageFiles, new Map())
