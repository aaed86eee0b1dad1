/** `timetable-chat/client/react`: hooks over the client. */
export { type Asked, useAsk, useHeard, useStatus } from "../client/react.ts"
