import { readFileSync, writeFileSync } from "node:fs"
import { withSettings } from "../../src/documents/settingsTable.ts"
import { settings } from "../../src/settings.ts"

/** `npm run docs`, in the folder of the project: what the README tells of the program, from the program. */
const written = withSettings(readFileSync("README.md", "utf8"), Object.values(settings))
if (written === null) throw new Error("README.md has no place for the table of settings")
writeFileSync("README.md", written)
