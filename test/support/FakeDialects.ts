export type Protocol = "openai" | "anthropic" | "local"

/** How one protocol streams an answer: server-sent events, as text. Made anew for each answer. */
export interface Dialect {
  readonly start: () => string
  readonly say: (text: string) => string
  readonly call: (id: string, name: string, args: string) => string
  readonly finish: (ending: "whole" | "length") => string
  readonly fail: (code: string) => string
}

export const protocolOf = (url: string): Protocol => {
  if (url.endsWith("/responses")) return "openai"
  return url.endsWith("/messages") ? "anthropic" : "local"
}

/** Tokens that every fake answer says it cost. */
export const fakeUsage = { input: 11, output: 7 }

const event = (data: { readonly type: string } & Readonly<Record<string, unknown>>): string =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`
/** As models do, in two pieces. */
const halves = (text: string): ReadonlyArray<string> => {
  const middle = Math.ceil(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}

const openai = (): Dialect => {
  const usage = { input_tokens: fakeUsage.input, output_tokens: fakeUsage.output, total_tokens: 18 }
  return {
    start: () => event({ type: "response.created", response: { id: "resp_1", status: "in_progress" } }),
    say: delta => event({ type: "response.output_text.delta", item_id: "msg_1", delta }),
    call: (id, name, args) => {
      const item = { type: "function_call", id: `fc_${id}`, call_id: id, name, arguments: args }
      return [
        event({ type: "response.output_item.added", item: { ...item, arguments: "" } }),
        ...halves(args).map(delta => event({ type: "response.function_call_arguments.delta", delta })),
        event({ type: "response.output_item.done", item })
      ].join("")
    },
    finish: ending =>
      ending === "whole"
        ? event({ type: "response.completed", response: { status: "completed", usage } })
        : event({
            type: "response.incomplete",
            response: { status: "incomplete", usage, incomplete_details: { reason: "max_output_tokens" } }
          }),
    fail: code => event({ type: "error", code, message: "something private" })
  }
}

const anthropic = (): Dialect => {
  let index = 0
  let hasCalled = false
  return {
    start: () =>
      event({
        type: "message_start",
        message: { id: "m", usage: { input_tokens: fakeUsage.input, output_tokens: 1 } }
      }) +
      event({ type: "ping" }) +
      event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
    say: text => event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } }),
    call: (id, name, args) => {
      index += 1
      hasCalled = true
      return [
        event({ type: "content_block_start", index, content_block: { type: "tool_use", id, name, input: {} } }),
        ...halves(args).map(partial_json =>
          event({ type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json } })
        ),
        event({ type: "content_block_stop", index })
      ].join("")
    },
    finish: ending => {
      const stop_reason = ending === "length" ? "max_tokens" : hasCalled ? "tool_use" : "end_turn"
      return (
        event({ type: "message_delta", delta: { stop_reason }, usage: { output_tokens: fakeUsage.output } }) +
        event({ type: "message_stop" })
      )
    },
    fail: code => event({ type: "error", error: { type: code, message: "something private" } })
  }
}

const local = (): Dialect => {
  let index = -1
  const choice = (delta: unknown, finish_reason: string | null = null) =>
    data({ object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] })
  return {
    start: () => choice({ role: "assistant", content: "" }),
    say: content => choice({ content }),
    call: (id, name, args) => {
      index += 1
      const [first = "", second = ""] = halves(args)
      return (
        choice({ tool_calls: [{ index, id, type: "function", function: { name, arguments: first } }] }) +
        choice({ tool_calls: [{ index, function: { arguments: second } }] })
      )
    },
    finish: ending =>
      choice({}, ending === "length" ? "length" : index >= 0 ? "tool_calls" : "stop") +
      data({
        choices: [],
        usage: { prompt_tokens: fakeUsage.input, completion_tokens: fakeUsage.output, total_tokens: 18 }
      }) +
      "data: [DONE]\n\n",
    fail: code => data({ error: { type: code, message: "something private" } })
  }
}

export const dialects: Readonly<Record<Protocol, () => Dialect>> = { openai, anthropic, local }
