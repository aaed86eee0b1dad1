import { commands } from "../chat/commands.ts"

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, char => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char] ?? "&quot;")

const rows = commands.map(
  ({ wire }) =>
    `<tr><td><code>${escaped(wire.name)}</code></td><td>${escaped(wire.summary)}</td><td><code>${escaped(wire.example)}</code></td></tr>`
)

/** What somebody sees who opens the address in a browser: that it runs, and how to talk to it. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>timetable-chat</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
code, pre { font-family: ui-monospace, monospace }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem 1rem; border: 1px solid; border-radius: .4rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0 }
</style>
</head>
<body>
<main>
<h1>timetable-chat is running</h1>
<p>This is the realtime endpoint for talking about a school's timetable. Connect a WebSocket to
<code>/ws/chat</code> on this address, or talk to it from a terminal:</p>
<pre>npx timetable-chat chat</pre>
<p>Every frame is a JSON text like this one:</p>
<pre>{"id":"1","type":"command","content":"/conflicts day=monday time=morning","timestamp":"2026-01-05T08:00:00Z"}</pre>
<h2>Commands</h2>
<table><thead><tr><th>Command</th><th>What it does</th><th>For example</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>
<p>For those who build on it: <a href="/docs">the protocol</a>, <a href="/asyncapi.json">AsyncAPI</a>,
<a href="/openapi.json">OpenAPI</a>. For those who run it: <a href="/health/live">live</a>, <a href="/health/ready">ready</a>,
<a href="/metrics">metrics</a>.</p>
</main>
</body>
</html>
`
