/** 128 bits of chance, as the protocol's ids allow. Works where `crypto.randomUUID` does not: on plain http. */
export const freshId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("")
