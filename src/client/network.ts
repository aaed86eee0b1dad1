interface Listened {
  addEventListener(type: string, listener: () => void): void
  removeEventListener(type: string, listener: () => void): void
}

const isListened = (value: unknown): value is Listened =>
  typeof value === "object" && value !== null && "addEventListener" in value && "removeEventListener" in value

/** Hears from a browser that the network has come or gone; elsewhere nobody knows. Answers how to stop listening. */
export const watchNetwork = (network: { readonly up: () => void; readonly down: () => void }): (() => void) => {
  const place: unknown = globalThis
  if (!isListened(place)) return () => {}
  place.addEventListener("online", network.up)
  place.addEventListener("offline", network.down)
  return () => {
    place.removeEventListener("online", network.up)
    place.removeEventListener("offline", network.down)
  }
}
