// A client in TypeScript with the types that openapi-typescript makes of docs/openapi.yaml.
// Prints what it got as JSON, for test_client_typescript.py to look at.
import createClient from "openapi-fetch";
import type { components, paths } from "./v1.js";

type Invoer = components["schemas"]["ContactmomentdetailsInvoer"];
type Record = components["schemas"]["Contactmomentdetails"];
type Wijziging = components["schemas"]["Wijziging"];

declare const process: { argv: string[] };
const [baseUrl = "", token = "", contactmoment = ""] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

function invoer(number: number): Invoer {
  return {
    contactmoment: `${contactmoment}${number}`,
    startdatum: `2026-02-03T10:0${number}:00+01:00`,
    einddatum: `2026-02-03T10:0${number}:30+01:00`,
    vraag: `Vraag ${number}`,
    bronnen: [{ soort: "website", titel: "Afval", url: "https://www.gemeente.example/afval" }],
  };
}

function present<T>(data: T | undefined, error: components["schemas"]["Problem"] | undefined): T {
  if (data === undefined) {
    throw new Error(error?.detail ?? "no answer");
  }
  return data;
}

async function make(number: number): Promise<{ record: Record; etag: string }> {
  const { data, error, response } = await client.POST("/contactmomentdetails", {
    body: invoer(number),
  });
  return { record: present(data, error), etag: response.headers.get("ETag") ?? "" };
}

async function* pages(): AsyncGenerator<Record[]> {
  let query: NonNullable<paths["/contactmomentdetails"]["get"]["parameters"]["query"]> = {
    pageSize: 2,
    ordering: "startdatum",
    bronSoort: ["website", "vac"],
  };
  for (;;) {
    const { data, error } = await client.GET("/contactmomentdetails", { params: { query } });
    const page = present(data, error);
    yield page.results;
    if (page.next === null) {
      return;
    }
    query = { cursor: new URL(page.next).searchParams.get("cursor") ?? "" };
  }
}

async function changes(na?: string): Promise<{ cursor: string; entries: Wijziging[] }> {
  const entries: Wijziging[] = [];
  for (;;) {
    const query = na === undefined ? { pageSize: 2 } : { pageSize: 2, na };
    const { data, error } = await client.GET("/wijzigingen", { params: { query } });
    const page = present(data, error);
    entries.push(...page.results);
    na = page.cursor;
    if (page.next === null) {
      return { cursor: na, entries };
    }
  }
}

const made = [await make(1), await make(2), await make(3)];
const [{ record, etag }] = made as [(typeof made)[0]];
const path = { uuid: record.uuid };

const read = await client.GET("/contactmomentdetails/{uuid}", { params: { path } });
const taken = await client.POST("/contactmomentdetails", { body: invoer(1) });
const paged: (string | null)[][] = [];
for await (const results of pages()) {
  paged.push(results.map(({ vraag }) => vraag));
}
const patch = { params: { path, header: { "If-Match": etag } }, body: { vraag: null } };
const changed = await client.PATCH("/contactmomentdetails/{uuid}", patch);
const tooLate = await client.PATCH("/contactmomentdetails/{uuid}", patch);
const history = await client.GET("/contactmomentdetails/{uuid}/wijzigingen", { params: { path } });
const followed = await changes();
const removed = await client.DELETE("/contactmomentdetails/{uuid}", { params: { path } });
const later = await changes(followed.cursor);

console.log(
  JSON.stringify({
    read: read.data?.gespreksduur,
    taken: [taken.response.status, taken.error && "contactmomentdetails" in taken.error],
    paged,
    changed: changed.data?.vraag,
    tooLate: [tooLate.response.status, tooLate.error?.code],
    history: history.data?.results[0]?.verschillen.map(({ veld, oud, nieuw }) => [veld, oud, nieuw]),
    followed: followed.entries.map(({ soort }) => soort),
    removed: removed.response.status,
    later: later.entries.map(({ soort, contactmomentdetails }) => [soort, contactmomentdetails]),
  }),
);
