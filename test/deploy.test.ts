import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Schema } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parse } from "yaml"
import { closeCodes } from "../src/protocol/CloseCode.ts"
import { path as endpoint } from "../src/server/upgradeCheck.ts"
import { settings } from "../src/settings.ts"
import { startServer, type TestServer } from "./support/TestServer.ts"

const root = join(import.meta.dirname, "..")
const read = (file: string): string => readFileSync(join(root, file), "utf8")

const Node = Schema.Struct({
  build: Schema.Struct({ context: Schema.String, dockerfile: Schema.String }),
  hostname: Schema.String,
  stop_grace_period: Schema.String,
  environment: Schema.Record({ key: Schema.String, value: Schema.String })
})
const Compose = Schema.Struct({
  services: Schema.Struct({
    "node-1": Node,
    "node-2": Node,
    balancer: Schema.Struct({ ports: Schema.Array(Schema.String), volumes: Schema.Array(Schema.String) }),
    postgres: Schema.Struct({
      image: Schema.String,
      environment: Schema.Record({ key: Schema.String, value: Schema.String })
    }),
    redis: Schema.Struct({ image: Schema.String })
  })
})
const compose = Schema.decodeUnknownSync(Compose)(parse(read("deploy/compose.yaml"), { merge: true }))

const Dashboard = Schema.parseJson(
  Schema.Struct({
    panels: Schema.Array(
      Schema.Struct({ title: Schema.String, targets: Schema.Array(Schema.Struct({ expr: Schema.String })) })
    )
  })
)

describe("compose.yaml", () => {
  const { services } = compose
  const nodes = [services["node-1"], services["node-2"]]

  it("gives both nodes settings that exist, and the same ones", () => {
    const known = new Set(Object.values(settings).map(({ name }) => name))
    for (const { environment } of nodes) expect(Object.keys(environment).filter(name => !known.has(name))).toEqual([])
    expect(nodes[0]?.environment).toEqual(nodes[1]?.environment)
    expect(new Set(nodes.map(({ hostname }) => hostname)).size).toBe(2)
  })

  it("points them at the PostgreSQL and the Redis that it starts", () => {
    const { POSTGRES_USER, POSTGRES_DB } = services.postgres.environment
    expect(nodes[0]?.environment.DATABASE_URL).toMatch(
      new RegExp(`^postgres://${POSTGRES_USER}:.*@postgres:5432/${POSTGRES_DB}$`)
    )
    expect(nodes[0]?.environment.REDIS_URL).toBe("redis://redis:6379")
  })

  it("lets a node drain before it is killed", () => {
    const seconds = (text = "") => Number.parseInt(text, 10)
    for (const { stop_grace_period, environment } of nodes)
      expect(seconds(stop_grace_period)).toBeGreaterThan(seconds(environment.DRAIN_TIMEOUT))
  })

  it("has the load balancer reach both nodes on their port, by their readiness, and keep numbers inside", () => {
    const caddy = read("deploy/Caddyfile")
    const port = nodes[0]?.environment.PORT
    expect(caddy).toContain(`reverse_proxy node-1:${port} node-2:${port} {`)
    expect(caddy).toContain("health_uri /health/ready")
    expect(caddy).toMatch(/@inside path \/metrics \/admin\/\*\n\trespond @inside 404/)
    expect(services.balancer.ports).toEqual([`$${"{"}PUBLIC_PORT:-8080}:8080`])
    expect(endpoint).toBe("/ws/chat")
  })

  it("builds from a Dockerfile that runs as nobody special and is checked by its readiness", () => {
    const { build } = services["node-1"]
    expect(build).toEqual({ context: "..", dockerfile: "deploy/Dockerfile" })
    const docker = read(build.dockerfile)
    expect(docker.match(/^FROM .*$/gm)).toEqual(["FROM node:20-alpine AS build", "FROM node:20-alpine"])
    expect(docker).toMatch(/\nUSER node\n/)
    expect(docker).toMatch(/\nHEALTHCHECK [^\n]*\\\n {2}CMD .*\/health\/ready/)
    const copied = [...docker.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files = ""]) => files.split(" "))
    expect(copied.filter(file => !existsSync(join(root, file)))).toEqual([])
  })
})

describe("what is told in numbers", () => {
  let server: TestServer
  let names: ReadonlyArray<string>
  beforeAll(async () => {
    server = await startServer()
    const text = await (await fetch(`${server.http}/metrics`)).text()
    names = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = ""]) => name)
  })
  afterAll(() => server.stop())

  it("is what the dashboard shows", () => {
    const { panels } = Schema.decodeSync(Dashboard)(read("deploy/grafana-dashboard.json"))
    const shown = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/timetable_chat_[a-z0-9_]+/g) ?? [])
    )
    expect(shown.length).toBeGreaterThan(20)
    expect(shown.map(name => name.replace(/_bucket$/, "")).filter(name => !names.includes(name))).toEqual([])
  })

  it("is what the guide wants an alarm for", () => {
    const told = read("deploy/README.md").match(/timetable_chat_[a-z0-9_]+/g) ?? []
    expect(told.length).toBeGreaterThan(2)
    expect(told.filter(name => !names.includes(name))).toEqual([])
    const reasons = [...read("deploy/README.md").matchAll(/reason="(\w+)"/g)].map(([, reason = ""]) => reason)
    expect(reasons).toEqual(["slowConsumer"])
    expect(Object.keys(closeCodes)).toEqual(expect.arrayContaining(reasons))
  })

  it("stands in the README, and nothing else does", () => {
    const rows = read("README.md").match(/^\| `timetable_chat_.*$/gm) ?? []
    const told = rows.flatMap(row => row.split("|")[1]?.match(/timetable_chat_[a-z_]+/g) ?? [])
    const own = names.filter(name => !/_(process|nodejs)_/.test(name))
    expect(own.length).toBeGreaterThan(20)
    expect(told.toSorted()).toEqual(own.toSorted())
  })
})
