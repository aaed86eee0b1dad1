import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here("."),
  publicDir: here("./public"),
  plugins: [react()],
  build: {
    outDir: here("../../dist/page"),
    emptyOutDir: true,
    target: "es2022",
    // The policy of the page allows files of its own, and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: false
  }
})
