/**
 * Keeps the page's own files, and nothing of what the server says, so that the page is there without a network. A new
 * build is a new cache. While there is a network the document comes from there: nobody is held at an old version.
 */
/** The worker itself; filled in when the page is built, as are the version and the files of that build. */
declare const worker: ServiceWorkerGlobalScope
declare const pageVersion: string
declare const pageFiles: ReadonlyArray<string>

const prefix = "timetable-chat "
const cacheName = prefix + pageVersion
/** A network that is this slow is none. */
const patienceMillis = 4_000

const keep = async (): Promise<void> => {
  const cache = await caches.open(cacheName)
  await cache.addAll([...pageFiles])
  await worker.skipWaiting()
}

const forgetOthers = async (): Promise<void> => {
  const names = await caches.keys()
  const old = names.filter(name => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(old.map(name => caches.delete(name)))
  await worker.clients.claim()
}

const kept = async (path: string): Promise<Response> =>
  (await caches.match(path, { cacheName })) ?? new Response("offline", { status: 503 })

const documentOf = async (request: Request): Promise<Response> => {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMillis) })
    // A balancer without a server behind it answers, too.
    return response.status >= 500 ? await kept("/") : response
  } catch {
    return kept("/")
  }
}

const asset = async (request: Request, path: string): Promise<Response> =>
  (await caches.match(path, { cacheName })) ?? fetch(request)

worker.addEventListener("install", event => event.waitUntil(keep()))
worker.addEventListener("activate", event => event.waitUntil(forgetOthers()))
worker.addEventListener("fetch", event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== worker.location.origin || !pageFiles.includes(pathname)) return
  event.respondWith(pathname === "/" ? documentOf(request) : asset(request, pathname))
})
