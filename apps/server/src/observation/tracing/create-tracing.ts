/**
 * The observer that traces, with OpenTelemetry: requests, socket events, commits and database statements, sent by OTLP over HTTP. Spans
 * say what was done and how long it took; never for whom, nor with which values.
 */
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { FastifyInstance } from "fastify";
import { toRefusal } from "../../http/errors.ts";
import type { Events } from "../../realtime/event-table.ts";
import { VERSION } from "../../version.ts";
import type { Observer } from "../observer.ts";
import { watchStatements } from "../watch-statements.ts";

type AnyEvents = Record<string, { handle(request: unknown, actor: unknown): Promise<unknown> }>;

/** @param endpoint of the collector, without the path for traces */
export function createTracing({ endpoint }: { endpoint: string }): Observer {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "oschat", "service.version": VERSION }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  const tracer = provider.getTracer("oschat");
  return {
    http: (app) => traceRequests(app, tracer),
    events: (events) => traceEvents(events as unknown as AnyEvents, tracer) as unknown as Events,
    // Of many senders: it belongs to none of them.
    append: (append) => (sends) =>
      tracer.startActiveSpan("commit", { root: true, attributes: { "oschat.messages": sends.length } }, (span) =>
        ending(span, append(sends)),
      ),
    pool(pool) {
      watchStatements(pool, (name, perform) =>
        tracer.startActiveSpan(
          name,
          { kind: SpanKind.CLIENT, attributes: { "db.system.name": "postgresql" } },
          (span) => ending(span, perform()),
        ),
      );
      return pool;
    },
    stop: () => provider.shutdown(),
  };
}

function traceRequests(app: FastifyInstance, tracer: Tracer): FastifyInstance {
  const spans = new WeakMap<object, Span>();
  app.addHook("onRequest", (request, _reply, done) => {
    const route = request.routeOptions.url ?? "(none)";
    const attributes = { "http.request.method": request.method, "http.route": route, "oschat.request": request.id };
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes });
    spans.set(request, span);
    context.with(trace.setSpan(context.active(), span), done);
  });
  app.addHook("onResponse", async (request, { statusCode }) => {
    const span = spans.get(request);
    span?.setAttribute("http.response.status_code", statusCode);
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
  return app;
}

function traceEvents(events: AnyEvents, tracer: Tracer): AnyEvents {
  const traced = Object.entries(events).map(([event, declaration]) => {
    const handle = (request: unknown, actor: unknown) =>
      tracer.startActiveSpan(event, { kind: SpanKind.SERVER, root: true }, (span) =>
        ending(span, declaration.handle(request, actor)),
      );
    return [event, { ...declaration, handle }];
  });
  return Object.fromEntries(traced);
}

async function ending<T>(span: Span, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: toRefusal(error).refusal.code });
    throw error;
  } finally {
    span.end();
  }
}
