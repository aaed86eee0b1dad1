/** `timetable-chat/client/effect`: the client as Effect and Stream. */
export { answer, events, make, parts } from "../client/effect.ts"
