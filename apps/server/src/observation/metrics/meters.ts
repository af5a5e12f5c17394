/**
 * Every metric, with its name, its labels and what it says. Labels take few values, known beforehand: route patterns, names of events,
 * codes; never an id. Times are in seconds.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

export type Meters = ReturnType<typeof createMeters>;

export function createMeters() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const registers = [registry];

  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers });
  const times = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, registers, buckets: FAST });
  const sizes = (name: string, help: string) => new Histogram({ name, help, registers, buckets: SIZES });

  return {
    registry,
    build: gauge("oschat_build_info", "Always 1; what runs is in the labels.", "version", "node"),
    ready: gauge("oschat_ready", "1 when the server can do its work, as /readyz tells."),
    inTouch: gauge("oschat_in_touch", "1 while this node and the others hear each other; always with one server."),

    request: times("oschat_http_request_seconds", "Time to answer a request.", "method", "route", "status"),
    event: times("oschat_socket_event_seconds", "Time to answer a socket event.", "event", "outcome"),
    refusal: counter("oschat_socket_refusals_total", "Socket events refused.", "event", "code"),
    rateLimit: counter("oschat_rate_limit_refusals_total", "Requests and events over a limit.", "budget"),

    connections: gauge("oschat_connections", "Connections of sockets, signed in or not."),
    sockets: gauge("oschat_sockets", "Sockets of people who are signed in."),
    cut: counter("oschat_slow_consumer_cuts_total", "Connections cut because the client does not read."),
    reset: counter("oschat_catch_up_resets_total", "Catch-ups too far behind to replay."),

    send: counter("oschat_sends_total", "Messages asked to be sent, by what came of it.", "outcome"),
    sendToCommit: times("oschat_send_to_commit_seconds", "From a message's arrival to its commit."),
    sendToDeliver: times("oschat_send_to_deliver_seconds", "From a message's arrival to its first delivery."),
    batchSize: sizes("oschat_commit_batch_messages", "Messages in one commit."),
    batch: times("oschat_commit_batch_seconds", "Time of one commit."),
    waiting: gauge("oschat_commit_waiting_messages", "Messages waiting for their commit."),

    statement: times("oschat_database_statement_seconds", "Time of a database statement.", "statement"),
    statementError: counter("oschat_database_statement_errors_total", "Database statements that failed.", "statement"),
    pool: gauge("oschat_database_connections", "Connections to the database.", "state"),
    poolWaiting: gauge("oschat_database_waiting", "Statements waiting for a connection to the database."),
  };
}
