#!/usr/bin/env node
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { commandLine } from "./cli/CommandLine.ts"
import { teardown } from "./cli/Failure.ts"

NodeRuntime.runMain(commandLine(process.argv), { teardown, disableErrorReporting: true, disablePrettyLogger: true })
