import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { build } from "esbuild"
import { defineConfig, type Plugin } from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The service worker, which has to know the names and the version of all that was built. */
const offline = (): Plugin => ({
  name: "offline",
  apply: "build",
  writeBundle: async ({ dir = "" }) => {
    const names = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter(name =>
      /\.(html|js|css|svg)$/.test(name)
    )
    const hash = createHash("sha256")
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(dir, name)))
    const files = names.map(name => (name === "index.html" ? "/" : `/${name.replaceAll("\\", "/")}`))
    await build({
      entryPoints: [here("./offline/worker.ts")],
      outfile: join(dir, "worker.js"),
      bundle: true,
      minify: true,
      target: "es2022",
      define: {
        worker: "self",
        pageVersion: JSON.stringify(hash.digest("hex").slice(0, 16)),
        pageFiles: JSON.stringify(files)
      }
    })
  }
})

export default defineConfig({
  root: here("."),
  publicDir: here("./public"),
  plugins: [react(), offline()],
  build: {
    outDir: here("../../dist/page"),
    emptyOutDir: true,
    target: "es2022",
    // The policy of the page allows files of its own, and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: false
  }
})
