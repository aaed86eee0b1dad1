const maxLength = 64

/** An id for a button that may be sent back as the id of a frame, whatever the ids in it look like. */
export const actionId = (...parts: ReadonlyArray<string>): string =>
  parts
    .join("-")
    .replaceAll(/[^A-Za-z0-9_-]/g, "-")
    .slice(0, maxLength)
