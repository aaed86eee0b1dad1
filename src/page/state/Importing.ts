import type { WireImport, WireRefusal } from "../../protocol/WireImport.ts"

/** How to take in a file that is not taken as it is. */
export interface ImportWishes {
  readonly name?: string
  readonly replace?: "yes"
}

export type Refused = Pick<WireRefusal, "code" | "message">

/** An upload, from the drop of the files until its result is put away. */
export type Importing = { readonly files: ReadonlyArray<File> } & (
  | { readonly phase: "sending"; readonly fraction: number }
  | { readonly phase: "reading" }
  | { readonly phase: "done"; readonly result: WireImport }
  | { readonly phase: "refused"; readonly refused: Refused }
)

/** What people recognise the upload by. */
export const titleOf = ({ files }: Importing): string => files.map(({ name }) => name).join(", ")

/** "autumn.fet" → "autumn": a name to begin with. */
export const stemOf = (files: ReadonlyArray<File>): string => files[0]?.name.replace(/\.[^.]+$/, "") ?? ""
