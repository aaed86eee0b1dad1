/** What the client needs of a WebSocket: the browser's, Node's own, or that of the package `ws`. */
export interface Socket {
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: object) => void): void
}

/** What a message event carries, and what a close event does; events of all these sockets have it under these names. */
export const dataOfEvent = (event: object): unknown => Reflect.get(event, "data")

export const codeOf = (event: object): number | null => {
  const code: unknown = Reflect.get(event, "code")
  return typeof code === "number" ? code : null
}

export type SocketClass = new (url: string, protocols: Array<string>) => Socket

const isSocketClass = (value: unknown): value is SocketClass => typeof value === "function"

/** The platform's WebSocket. Node has one from version 22 on; before that, give that of the package `ws`. */
export const platformSocket = (): SocketClass => {
  const found: unknown = Reflect.get(globalThis, "WebSocket")
  if (isSocketClass(found)) return found
  throw new Error(
    'There is no WebSocket here: give one, e.g. connect({ url, WebSocket }) with that of the package "ws".'
  )
}

const open = 1
export const isOpen = (socket: Socket): boolean => socket.readyState === open
