import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { describe, expect, it } from "vitest"

const bundled = async (contents: string) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: new URL("../../src/client", import.meta.url).pathname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
    write: false
  })
  return { inputs: Object.keys(metafile.inputs), bytes: gzipSync(outputFiles[0]?.contents ?? "").length }
}

describe("the client in a browser's bundle", () => {
  it("weighs less than 20 KB, and brings neither server code nor a schema library", async () => {
    const { inputs, bytes } = await bundled('export { connect } from "./Client.ts"')
    expect(bytes).toBeLessThan(20_000)
    expect(bytes).toBeGreaterThan(1_000)
    expect(inputs.filter(input => input.includes("node_modules"))).toEqual([])
    expect(inputs.filter(input => !/src\/(client|protocol)\/|<stdin>/.test(input))).toEqual([])
  })

  it("leaves out what is not used", async () => {
    const { bytes } = await bundled('export { dataOf } from "./frames.ts"')
    expect(bytes).toBeLessThan(200)
  })
})
