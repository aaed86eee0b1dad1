import { frameIdPattern, isTimestamp } from "./ChatMessage.ts"
import type { CommandFrame, UserFrame } from "./ClientFrame.ts"

const nothingAbout = { conversationId: null, timetableId: null, context: null } as const

/**
 * What most frames are, a line or a text and nothing about it, read without a schema, which takes ten times as long. null:
 * it is something else, or wrong; the schemas say what.
 */
export const plainFrame = (value: Readonly<Record<string, unknown>>): CommandFrame | UserFrame | null => {
  const { id, type, content, timestamp } = value
  if (value.metadata !== undefined || (type !== "command" && type !== "user")) return null
  if (typeof id !== "string" || typeof content !== "string" || typeof timestamp !== "string") return null
  if (!frameIdPattern.test(id) || content.includes("\u0000") || !isTimestamp(timestamp)) return null
  return type === "user"
    ? { _tag: "User", id, content, ...nothingAbout }
    : { _tag: "Command", id, content, command: null, ...nothingAbout }
}
