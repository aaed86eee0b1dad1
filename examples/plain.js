// Talks to timetable-chat without any library, written from /asyncapi.json alone. plain.html is a page around it.

/** show(text, suggestions, actions): an answer; stream(text): what there is of one; status(text): how things stand. */
export const talk = (url, { show, stream, status }, Socket = globalThis.WebSocket) => {
  const waiting = new Map() // what is not answered yet, by id: sent again after a break, and done once all the same
  let socket
  let text = ""
  let pause = 500

  const send = (type, content, metadata = {}, id = crypto.randomUUID()) => {
    waiting.set(id, JSON.stringify({ id, type, content, timestamp: new Date().toISOString(), metadata }))
    if (socket.readyState === 1) socket.send(waiting.get(id))
    return id
  }

  const streamed = words => {
    text = words
    stream(text)
  }

  const events = {
    ready: (_, content) => {
      pause = 500
      status(content)
      for (const frame of waiting.values()) socket.send(frame)
    },
    delta: (_, content) => streamed(text + content),
    "run.reset": () => streamed(""),
    "run.snapshot": event => streamed(event.text),
    progress: ({ phase, fraction = 0 }) => status(`${phase} ${Math.round(100 * fraction)} %`),
    change: (_, content) => status(content),
    goodbye: ({ after_ms }) => {
      pause = after_ms
    },
    error: ({ ref, temporary }, content) => {
      if (!temporary) waiting.delete(ref)
      status(content)
    }
  }

  const connect = () => {
    socket = new Socket(url, "timetable-chat.v1")
    socket.onmessage = ({ data }) => {
      const { type, content, metadata } = JSON.parse(data)
      if (metadata.event !== undefined) return events[metadata.event]?.(metadata, content)
      if (type !== "assistant" || !waiting.delete(metadata.ref)) return
      text = ""
      show(content, metadata.suggestions, metadata.actions)
    }
    socket.onclose = ({ code }) => {
      if ([1000, 1008, 4400, 4403, 4406, 4409].includes(code)) return status("closed")
      setTimeout(connect, pause)
      pause = Math.min(2 * pause, 30_000)
    }
  }
  connect()
  const press = ({ id, command, parameters }) => send("command", command, { command: { command, parameters } }, id)
  const say = words => send(words.startsWith("/") ? "command" : "user", words)
  return { say, press, close: () => socket.close(1000) }
}
