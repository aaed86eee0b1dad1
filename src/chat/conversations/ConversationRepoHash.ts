import { createHash } from "node:crypto"
import type { StoredMessage } from "./ConversationRepo.ts"

/** Objects with their keys in one order, so that the same JSON written down differently is the same text. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * What makes two messages the same to their sender: type, content and metadata, as SHA-256 in hex. Not the
 * conversation: the server may have chosen it, and choose another one when the frame comes again; one that the sender
 * named stands in the metadata.
 */
export const bodyHash = ({ type, content, metadata }: StoredMessage): string =>
  createHash("sha256")
    .update(JSON.stringify([type, content, metadata], sorted))
    .digest("hex")
